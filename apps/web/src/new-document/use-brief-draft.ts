import { useEffect, useState } from 'react';
import { drafts } from '../conversation/composer/draft-store.ts';
import { ofThisStudio } from '../studio/this-studio.ts';
import { emptyDraft, type BriefDraft, type LeftForm, type Wording } from './brief-draft.ts';

const draftKey = () => ofThisStudio('brief');
const followers = new Set<(draft: BriefDraft) => void>();

export interface KeptBriefDraft {
  readonly draft: BriefDraft;
  readonly change: (fields: Partial<BriefDraft>) => void;
  /** Once it has become a document. */
  readonly forget: () => void;
}

/** The brief of the next document, kept in this browser until it becomes one. */
export function useBriefDraft(): KeptBriefDraft {
  const [draft, setDraft] = useState(readBriefDraft);
  useEffect(() => {
    followers.add(setDraft);
    return () => void followers.delete(setDraft);
  }, []);
  return {
    draft,
    change: (fields) => keepBriefDraft({ ...draft, ...fields }),
    forget: () => drafts.write(draftKey(), ''),
  };
}

/** From wherever it is changed: every form that shows it follows. */
export function keepBriefDraft(draft: BriefDraft): void {
  drafts.write(draftKey(), JSON.stringify(draft));
  for (const follow of followers) follow(draft);
}

export function readBriefDraft(): BriefDraft {
  try {
    return briefDraftIn(JSON.parse(drafts.read(draftKey()) || '{}'));
  } catch {
    return emptyDraft;
  }
}

/** A draft as it was kept; what of it cannot be read is as in an empty one. */
export function briefDraftIn(kept: unknown): BriefDraft {
  const fields = typeof kept === 'object' && kept !== null ? (kept as Partial<Record<keyof BriefDraft, unknown>>) : {};
  const text = (name: keyof BriefDraft) => (typeof fields[name] === 'string' ? { [name]: fields[name] } : {});
  const names = ['topic', 'words', 'minutes', 'reader', 'tone', 'mustInclude', 'mustAvoid', 'notes'] as const;
  return {
    ...names.reduce((draft, name) => ({ ...draft, ...text(name) }), emptyDraft),
    language: fields.language === 'zh' || fields.language === 'en' ? fields.language : null,
    lengthBy: fields.lengthBy === 'minutes' ? 'minutes' : 'words',
    unaskedWords: typeof fields.unaskedWords === 'number' ? fields.unaskedWords : null,
    template: typeof fields.template === 'string' ? fields.template : null,
    fields: textsOf(fields.fields),
    forms: formsOf(fields.forms),
    wording: wordingOf(fields.wording),
  };
}

function formsOf(kept: unknown): BriefDraft['forms'] {
  if (typeof kept !== 'object' || kept === null) return {};
  const forms = Object.entries(kept as Record<string, Partial<Record<keyof LeftForm, unknown>> | null>);
  return Object.fromEntries(
    forms.flatMap(([id, form]) => (typeof form?.words === 'string' ? [[id, { fields: textsOf(form.fields), words: form.words }]] : [])),
  );
}

function wordingOf(kept: unknown): Wording | null {
  const { system, request } = textsOf(kept);
  if (system === undefined || request === undefined) return null;
  const before = textsOf((kept as Partial<Record<keyof Wording, unknown>>).insteadOf);
  const insteadOf =
    before['system'] === undefined || before['request'] === undefined
      ? {}
      : { insteadOf: { system: before['system'], request: before['request'] } };
  return { system, request, ...insteadOf };
}

function textsOf(kept: unknown): Record<string, string> {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
