import { documentWordsRange, type Brief, type WritingLanguage } from '@maobi/contract';

/** A brief as it is typed. */
export interface BriefDraft {
  readonly topic: string;
  /** `null`: that of the topic. */
  readonly language: WritingLanguage | null;
  readonly lengthBy: 'words' | 'minutes';
  readonly words: string;
  /** Serves a plan as long as nothing is typed as the length of a document that none was asked for; `null`: a length is needed. */
  readonly unaskedWords: number | null;
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
  /** What was filled in before another form was chosen, by its id; empty: of free writing. */
  readonly forms: Readonly<Record<string, LeftForm>>;
  /** The writer's own wording of the prompt; `null`: the template's, or the usual one. */
  readonly wording: Wording | null;
}

/** What was filled in for one form of text. */
export type LeftForm = Pick<BriefDraft, 'fields' | 'words'>;

export type Wording = NonNullable<Brief['wording']>;

export const emptyDraft: BriefDraft = {
  topic: '',
  language: null,
  lengthBy: 'words',
  words: String(documentWordsRange.default),
  unaskedWords: null,
  minutes: '15',
  reader: '',
  tone: '',
  mustInclude: '',
  mustAvoid: '',
  notes: '',
  template: null,
  fields: {},
  forms: {},
  wording: null,
};

/**
 * Another form of text. What was filled in for the one before waits in the draft, and what was for this one is there again.
 * @param usualWords of this one; `null`: the length stays
 */
export function withTemplate(draft: BriefDraft, template: string | null, usualWords: string | null): BriefDraft {
  const forms = { ...draft.forms, [draft.template ?? '']: { fields: draft.fields, words: draft.words } };
  const { fields, words } = forms[template ?? ''] ?? { fields: {}, words: usualWords ?? draft.words };
  return { ...draft, template, forms, fields, words };
}

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

/** How long it is to become, with a length in minutes only a beginning; `null`: what was typed is no length. */
export function lengthOf({ lengthBy, words, unaskedWords }: BriefDraft): Pick<Brief, 'words' | 'isOpenEnded'> | null {
  if (lengthBy === 'minutes') return { words: documentWordsRange.default };
  if (unaskedWords !== null && words.trim() === '') return { words: unaskedWords, isOpenEnded: true };
  const typed = numberWithin(words, documentWordsRange);
  return typed === null ? null : { words: typed };
}

/** The list that has more lines, or a longer one, than a brief can hold. Nothing of it is cut. */
export function tooMuchIn(draft: BriefDraft): 'mustInclude' | 'mustAvoid' | null {
  const isTooMuch = (text: string) => linesOf(text).length > mostLines || linesOf(text).some((line) => line.length > longestLine);
  return (['mustInclude', 'mustAvoid'] as const).find((name) => isTooMuch(draft[name])) ?? null;
}

/** The brief that a draft makes; `null` while topic or length are missing, or a list is too long. */
export function briefOf(draft: BriefDraft, shown: WritingLanguage): Brief | null {
  const length = lengthOf(draft);
  if (draft.topic.trim() === '' || length === null || minutesOf(draft) === null || tooMuchIn(draft)) return null;
  return {
    topic: draft.topic.trim(),
    language: languageOf(draft, shown),
    ...length,
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
    ...(brief.isOpenEnded ? { words: '', unaskedWords: brief.words } : { words: String(brief.words) }),
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

/** A draft with what a form has changed of it. @param before as the form began */
export function withChanges(present: BriefDraft, before: BriefDraft, after: BriefDraft): BriefDraft {
  return { ...withChanged(present, before, after), fields: withChanged(present.fields, before.fields, after.fields) };
}

/** Whether what a form has changed was changed elsewhere too, and in another way. */
export function isChangedTwice(present: BriefDraft, before: BriefDraft, after: BriefDraft): boolean {
  const [{ fields: fieldsNow, ...now }, { fields: fieldsBefore, ...was }, { fields: fieldsAfter, ...is }] = [present, before, after];
  return differ(now, was, is) || differ(fieldsNow, fieldsBefore, fieldsAfter);
}

export function isSameDraft(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function withChanged<T extends object>(present: T, before: T, after: T): T {
  const changed = Object.entries(after).filter(([name, value]) => !isSameDraft(value, before[name as keyof T]));
  return { ...present, ...Object.fromEntries(changed) };
}

function differ<T extends object>(present: T, before: T, after: T): boolean {
  return Object.entries(after).some(([name, value]) => {
    const [now, was] = [present[name as keyof T], before[name as keyof T]];
    return !isSameDraft(value, was) && !isSameDraft(now, was) && !isSameDraft(now, value);
  });
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
