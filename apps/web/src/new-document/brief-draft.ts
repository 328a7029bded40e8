import { documentWordsRange, type Brief, type WritingLanguage } from '@maobi/contract';

/** A brief as it is typed. */
export interface BriefDraft {
  readonly topic: string;
  /** `null`: that of the topic. */
  readonly language: WritingLanguage | null;
  readonly lengthBy: 'words' | 'minutes';
  readonly words: string;
  readonly minutes: string;
  readonly reader: string;
  readonly tone: string;
  /** One a line. */
  readonly mustInclude: string;
  readonly mustAvoid: string;
  readonly notes: string;
  /** Id of the form of text; `null`: free writing. */
  readonly template: string | null;
  /** Answers to what the template asks, by the name of the field. */
  readonly fields: Readonly<Record<string, string>>;
  /** The writer's own wording of the prompt; `null`: the template's, or the usual one. */
  readonly wording: Wording | null;
}

export type Wording = NonNullable<Brief['wording']>;

export const emptyDraft: BriefDraft = {
  topic: '',
  language: null,
  lengthBy: 'words',
  words: String(documentWordsRange.default),
  minutes: '15',
  reader: '',
  tone: '',
  mustInclude: '',
  mustAvoid: '',
  notes: '',
  template: null,
  fields: {},
  wording: null,
};

/** In characters. */
export const longestLine = 500;
export const mostLines = 50;
export const minutesRange = { minimum: 1, maximum: 1440 } as const;

/** The language to write in: the one that was chosen, else the topic's; before there is a topic, that of the page. */
export function languageOf({ language, topic }: Pick<BriefDraft, 'language' | 'topic'>, shown: WritingLanguage): WritingLanguage {
  if (language !== null) return language;
  if (/\p{Script=Han}/u.test(topic)) return 'zh';
  return /\p{L}/u.test(topic) ? 'en' : shown;
}

/** What was typed as a number within its range; `null` when it is none, or outside. */
function numberWithin(typed: string, { minimum, maximum }: { readonly minimum: number; readonly maximum: number }): number | null {
  const value = Number(typed.replaceAll(/[,，\s]/gu, ''));
  return typed.trim() !== '' && Number.isInteger(value) && value >= minimum && value <= maximum ? value : null;
}

/** The length as it was typed; `null`: it is none. */
export function wordsOf({ words }: Pick<BriefDraft, 'words'>): number | null {
  return numberWithin(words, documentWordsRange);
}

/** The list that has more lines, or a longer one, than a brief can hold. Nothing of it is cut. */
export function tooMuchIn(draft: BriefDraft): 'mustInclude' | 'mustAvoid' | null {
  const isTooMuch = (text: string) => linesOf(text).length > mostLines || linesOf(text).some((line) => line.length > longestLine);
  return (['mustInclude', 'mustAvoid'] as const).find((name) => isTooMuch(draft[name])) ?? null;
}

/** The brief that a draft makes; `null` while topic or length are missing, or a list is too long. With a length in minutes, `words` is only a beginning. */
export function briefOf(draft: BriefDraft, shown: WritingLanguage): Brief | null {
  const words = draft.lengthBy === 'words' ? wordsOf(draft) : documentWordsRange.default;
  if (draft.topic.trim() === '' || words === null || minutesOf(draft) === null || tooMuchIn(draft)) return null;
  return {
    topic: draft.topic.trim(),
    language: languageOf(draft, shown),
    words,
    template: draft.template,
    fields: filledIn(draft.fields),
    reader: draft.reader.trim(),
    tone: draft.tone.trim(),
    mustInclude: linesOf(draft.mustInclude),
    mustAvoid: linesOf(draft.mustAvoid),
    notes: draft.notes.trim(),
    // nothing cannot be asked for: until something stands there again, the form says what is asked
    ...(draft.wording && draft.wording.request.trim() !== '' ? { wording: draft.wording } : {}),
  };
}

/** The time that the writer has, in minutes; `undefined`: the length is given instead, `null`: what was typed is no time. */
export function minutesOf({ lengthBy, minutes }: BriefDraft): number | null | undefined {
  return lengthBy === 'words' ? undefined : numberWithin(minutes, minutesRange);
}

/** A draft that begins with a brief as it stands. */
export function draftOf(brief: Brief): BriefDraft {
  return {
    ...emptyDraft,
    topic: brief.topic,
    language: brief.language,
    words: String(brief.words),
    reader: brief.reader,
    tone: brief.tone,
    mustInclude: brief.mustInclude.join('\n'),
    mustAvoid: brief.mustAvoid.join('\n'),
    notes: brief.notes,
    template: brief.template,
    fields: brief.fields,
    wording: brief.wording ?? null,
  };
}

/** What is left empty has the template's own answer. */
function filledIn(fields: BriefDraft['fields']): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
