import type { DocumentDetail, Message, Section } from '@maobi/contract';
import { passageText } from '../../../conversation/asked-context.ts';
import { paragraphsAround } from '../../polish/find-passage.ts';
import { placedTarget } from '../../polish/kept-polish.ts';
import { polishTarget, type PolishTarget } from '../../polish/polish-target.ts';
import { isBeingWritten } from '../../writing-progress.ts';

/** What of its document a question was about. */
export interface TalkSubject {
  readonly sectionId: string;
  /** Its words at that time, in Markdown; `null`: the whole section. */
  readonly passage: string | null;
}

/** @param path the questions that lead to this one, oldest first, and this one; `null`: it was about no section */
export function subjectOf(path: readonly (Message | null)[]): TalkSubject | null {
  const asked = path.at(-1)?.context ?? [];
  const part = asked.find(({ kind }) => kind === 'passage') ?? asked.find(({ kind }) => kind === 'section');
  if (!part?.sectionId) return null;
  const { kind, sectionId } = part;
  return { sectionId, passage: kind === 'section' ? null : passageText(path, part) };
}

/** Where an answer can come into the text as that stands now. Locked sections and those being written take nothing. */
export interface AnswerPlaces {
  /** Of the section, in the outline; `null`: there is none. */
  readonly number: number | null;
  /** The passage that was asked about. */
  readonly passage: PolishTarget | null;
  /** The last paragraph of the section. */
  readonly end: PolishTarget | null;
  /** The section, where nothing is written. */
  readonly blank: Section | null;
  /** What was asked about and is no longer there. */
  readonly gone: 'passage' | 'section' | null;
}

const nowhere: AnswerPlaces = { number: null, passage: null, end: null, blank: null, gone: null };

/** @param nearPlace where the passage is looked for first, where its words stand more than once */
export function answerPlaces({ sections, binnedAt }: DocumentDetail, subject: TalkSubject | null, nearPlace: number): AnswerPlaces {
  if (binnedAt !== null || !subject) return nowhere;
  const { sectionId, passage } = subject;
  const index = sections.findIndex(({ id }) => id === sectionId);
  const section = sections[index];
  if (!section) return { ...nowhere, gone: 'section' };
  const text = section.version?.text ?? '';
  const here = { ...nowhere, number: index + 1 };
  if (passage !== null && text.includes(passage)) {
    return { ...here, passage: placedTarget({ sectionId, passage, start: nearPlace, addsParagraph: null }, sections) };
  }
  const gone = passage === null ? null : 'passage';
  if (text.trim() !== '') return { ...here, end: polishTarget(section, lastParagraph(text)), gone };
  return { ...here, blank: section.isLocked || isBeingWritten(section) ? null : section, gone };
}

function lastParagraph(text: string): { readonly start: number; readonly end: number } {
  const end = text.trimEnd().length;
  return paragraphsAround(text, { start: Math.max(0, end - 1), end });
}
