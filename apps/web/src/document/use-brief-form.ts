import type { Brief } from '@maobi/contract';
import { useState } from 'react';
import { drafts } from '../conversation/composer/draft-store.ts';
import { draftOf, isSameDraft, withChanges, type BriefDraft } from '../new-document/brief-draft.ts';
import { briefDraftIn } from '../new-document/use-brief-draft.ts';

const keyOf = (documentId: string) => `brief.${documentId}`;

interface FormState {
  /** As the form began. */
  readonly before: BriefDraft;
  readonly draft: BriefDraft;
}

export interface BriefForm extends FormState {
  /** It began with what was changed the last time and not saved. */
  readonly isRestored: boolean;
  readonly isChanged: boolean;
  readonly change: (draft: BriefDraft) => void;
  /** What was changed is saved, or wanted no more. */
  readonly forget: () => void;
}

/** The brief of a document while it is changed; what is not saved is kept in this browser, and is there again the next time. */
export function useBriefForm(documentId: string, brief: Brief): BriefForm {
  const [{ before, draft, isRestored }, setForm] = useState(() => openForm(documentId, draftOf(brief)));
  const keep = (next: BriefDraft) => {
    const isChanged = !isSameDraft(before, next);
    drafts.write(keyOf(documentId), isChanged ? JSON.stringify({ before, draft: next } satisfies FormState) : '');
    setForm((form) => ({ ...form, draft: next, isRestored: form.isRestored && isChanged }));
  };
  return {
    before,
    draft,
    isRestored,
    isChanged: !isSameDraft(before, draft),
    change: keep,
    forget: () => drafts.write(keyOf(documentId), ''),
  };
}

/** What was changed elsewhere since stands in the form as well. */
function openForm(documentId: string, present: BriefDraft): FormState & Pick<BriefForm, 'isRestored'> {
  const kept = readForm(documentId);
  const draft = kept ? withChanges(present, kept.before, kept.draft) : present;
  return { before: present, draft, isRestored: !isSameDraft(present, draft) };
}

function readForm(documentId: string): FormState | null {
  try {
    const kept: unknown = JSON.parse(drafts.read(keyOf(documentId)) || 'null');
    if (typeof kept !== 'object' || kept === null || !('before' in kept) || !('draft' in kept)) return null;
    return { before: briefDraftIn(kept.before), draft: briefDraftIn(kept.draft) };
  } catch {
    return null;
  }
}
