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
  readonly section: Section | null;
}

/** At first the passage that is selected, else the section in view; the writer can make it less or more. */
export function useTalkScope({ sections }: DocumentDetail, inView: Section | null): TalkScope {
  const [chosen, setChosen] = useState<Scope | null>(null);
  const remembered = useRememberedPassage(({ target }) => target);
  const passage = remembered && sections.some(({ version }) => version?.id === remembered.baseId) ? remembered : null;
  const section = inView && inView.count > 0 ? inView : null;
  const offered: Scope[] = [...(passage ? (['passage'] as const) : []), ...(section ? (['section'] as const) : []), 'outline'];
  const scope = chosen && offered.includes(chosen) ? chosen : (offered[0] ?? 'outline');
  return { scope, offered, choose: setChosen, context: contextOf(scope, section, passage), passage, section };
}

function contextOf(scope: Scope, section: Section | null, passage: PolishTarget | null): QuestionContext {
  if (scope === 'section' && section) return { sectionIds: [section.id] };
  if (scope !== 'passage' || !passage) return { sectionIds: [] };
  const text = passage.markdown.slice(passage.passage.start, passage.passage.end);
  return { sectionIds: [], passage: { sectionId: passage.sectionId, text } };
}
