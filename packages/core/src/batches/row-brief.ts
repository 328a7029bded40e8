import { type Brief, type Cells, type CellProblem, contradictionsIn, type Template } from '@maobi/contract';
import { detectLanguage } from '../actions/converse.ts';

/** What a row amounts to, or why it cannot be written. */
export type RowBrief =
  { readonly brief: Brief; readonly problems: readonly [] } | { readonly brief: null; readonly problems: CellProblem[] };

const longest: Readonly<Record<string, number>> = { topic: 2_000, reader: 500, tone: 500 };
const longestListItem = 500;
const mostListItems = 50;

/** The brief of a row: a cell that is empty takes what counts for all rows. */
export function briefOfRow(cells: Cells, common: Cells, template: Template): RowBrief {
  const cell = (column: string): string => given(cells, column) || given(common, column);
  const language = languageOf(cell('language'), cell('topic'));
  const words = wordsOf(cell('words'), template, language ?? 'zh');
  const lists = { mustInclude: listOf(cell('mustInclude')), mustAvoid: listOf(cell('mustAvoid')) };
  const problems = [
    ...(cell('topic') === '' ? [problem('topic', 'missing', 'The topic is empty.', 'Fill it in.')] : []),
    ...(words === null ? [lengthProblem(cell('words'), template)] : []),
    ...(language === null ? [languageProblem(cell('language'))] : []),
    ...template.fields.flatMap((field) => fieldProblems(field, cell(`fields.${field.name}`), language ?? 'zh')),
    ...Object.keys(longest).flatMap((column) => tooLong(column, cell(column), longest[column] ?? 0)),
    ...Object.entries(lists).flatMap(([column, items]) => listProblems(column, items)),
    ...contradictions(lists),
  ];
  if (problems.length > 0 || words === null || language === null) return { brief: null, problems };
  const fields = template.fields.flatMap(({ name }) => (cell(`fields.${name}`) === '' ? [] : [[name, cell(`fields.${name}`)] as const]));
  const said = { topic: cell('topic'), reader: cell('reader'), tone: cell('tone'), notes: cell('notes') };
  return { brief: { ...said, language, words, template: template.id, fields: Object.fromEntries(fields), ...lists }, problems: [] };
}

/** Whether two briefs ask for the same. */
export function isSameBrief(one: Brief, other: Brief): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ fields, ...brief }: Brief): string {
  const sorted = (record: object) => Object.entries(record).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([sorted(brief), sorted(fields)]);
}

function given(cells: Cells, column: string): string {
  return Object.hasOwn(cells, column) ? (cells[column] ?? '').trim() : '';
}

function languageOf(text: string, topic: string): Brief['language'] | null {
  if (text === '') return detectLanguage(topic);
  const name = text.normalize('NFKC').toLowerCase();
  return (['zh', 'en'] as const).find((language) => languageNames[language].test(name)) ?? null;
}

/** What people call the languages; behind a short or a Chinese name a country or a script may stand. */
const languageNames: Readonly<Record<Brief['language'], RegExp>> = {
  zh: /^(?:(?:zh|zho|chi|cmn|cn|zhcn)(?![a-z])|(?:simplified |mandarin )?chinese(?! *\(?trad)|mandarin$|中文|中$|[汉漢华華国國][语語]|[华華]文|普通[话話]|[简簡][体體中])/u,
  en: /^(?:(?:en|eng)(?![a-z])|(?:american |british |us |uk )?english|(?:美式|英式)?英[语語文]|英$)/u,
};

function languageProblem(text: string): CellProblem {
  return problem('language', 'no-language', `"${shown(text)}" is no language that is written here.`, 'Write Chinese or English.');
}

/** `null`: it is no length that the template is made for. */
function wordsOf(text: string, { length }: Template, language: Brief['language']): number | null {
  if (text === '') return length.default[language];
  const written = text.normalize('NFKC').replace(/\s*(?:字|个字|words?)$/iu, '');
  // as spreadsheets show thousands
  const words = Number(/^\d{1,3}(?:,\d{3})+$/u.test(written) ? written.replaceAll(',', '') : written);
  return Number.isInteger(words) && words >= length.minimum && words <= length.maximum ? words : null;
}

function lengthProblem(text: string, { length }: Template): CellProblem {
  const { minimum, maximum } = length;
  return problem('words', 'no-length', `"${shown(text)}" is no length from ${minimum} to ${maximum}.`, 'Give a whole number.');
}

function fieldProblems(
  { name, label, isRequired, kind, choices, default: usual }: Template['fields'][number],
  value: string,
  language: Brief['language'],
): CellProblem[] {
  const column = `fields.${name}`;
  if (value === '') {
    const isMissing = isRequired && (usual ?? '') === '';
    return isMissing ? [problem(column, 'missing', `"${label[language]}" is empty, and this template needs it.`, 'Fill it in.')] : [];
  }
  if (kind !== 'choice' || choices.some((choice) => choice.value === value)) return [];
  const hint = `Choose one of: ${choices.map((choice) => choice.value).join(', ')}.`;
  return [problem(column, 'no-choice', `"${shown(value)}" cannot be chosen for "${label[language]}".`, hint)];
}

function listOf(text: string): string[] {
  return text
    .split(/[；;\n]/u)
    .map((item) => item.trim())
    .filter(Boolean);
}

function listProblems(column: string, items: readonly string[]): CellProblem[] {
  if (items.length > mostListItems)
    return [problem(column, 'too-long', `${items.length} points are more than ${mostListItems}.`, 'Leave some out.')];
  return items.flatMap((item) => tooLong(column, item, longestListItem)).slice(0, 1);
}

function contradictions(lists: Pick<Brief, 'mustInclude' | 'mustAvoid'>): CellProblem[] {
  return contradictionsIn(lists)
    .slice(0, 1)
    .map(({ include, avoid }) => {
      const message = `"${shown(include)}" must be in the text, and "${shown(avoid)}" must not.`;
      return problem('mustAvoid', 'contradiction', message, 'Take one of them out.');
    });
}

function tooLong(column: string, text: string, most: number): CellProblem[] {
  return text.length > most ? [problem(column, 'too-long', `The text is longer than ${most} characters.`, 'Shorten it.')] : [];
}

function problem(column: string, code: CellProblem['code'], message: string, hint: string): CellProblem {
  return { column, code, message, hint };
}

/** As much of a cell as a sentence bears. */
function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
