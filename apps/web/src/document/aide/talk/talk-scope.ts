import type { DocumentDetail, QuestionContext, Section } from '@maobi/contract';
import { useState } from 'react';
import { useRememberedPassage } from '../../polish/remembered-passage.ts';
import type { PolishTarget } from '../../polish/polish-target.ts';

export type Scope = 'passage' | 'section' | 'outline';

/** What a question is about, and what can be done with its answer. */
export interface TalkScope {
  readonly scope: Scope;
  /** Those that there are now. */
  readonly offered: readonly Scope[];
  readonly choose: (scope: Scope) => void;
  readonly context: QuestionContext;
  /** The passage that is selected; `null`: none, or its text is another one by now. */
  readonly passage: PolishTarget | null;
  /** The one that the writer is at, as far as something is written there. */
  readonly section: Section | null;
  /** The same, also where nothing is. */
  readonly at: Section | null;
}

/** At first the passage that is selected, else the section in view; the writer can make it less or more. */
export function useTalkScope({ sections }: DocumentDetail, inView: Section | null): TalkScope {
  const [chosen, setChosen] = useState<Scope | null>(null);
  const remembered = useRememberedPassage(({ target }) => target);
  const passage = remembered && sections.some(({ version }) => version?.id === remembered.baseId) ? remembered : null;
  const section = inView && inView.count > 0 ? inView : null;
  const offered: Scope[] = [...(passage ? (['passage'] as const) : []), ...(section ? (['section'] as const) : []), 'outline'];
  const scope = chosen && offered.includes(chosen) ? chosen : (offered[0] ?? 'outline');
  return { scope, offered, choose: setChosen, context: contextOf(scope, inView, passage), passage, section, at: inView };
}

function contextOf(scope: Scope, at: Section | null, passage: PolishTarget | null): QuestionContext {
  // where nothing is written, nothing is read, and the answer can go there
  if (at && (scope === 'section' || (scope === 'outline' && at.count === 0))) return { sectionIds: [at.id] };
  if (scope !== 'passage' || !passage) return { sectionIds: [] };
  const text = passage.markdown.slice(passage.passage.start, passage.passage.end);
  return { sectionIds: [], passage: { sectionId: passage.sectionId, text } };
}
