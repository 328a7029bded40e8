import { type Brief, sectionWordsRange, type WritingLanguage, type WrittenRow } from '@maobi/contract';
import { likelyTokens } from '../length/token-budget.ts';
import type { PromptMessage } from '../ports/engine.ts';
import { systemPrompts } from './converse.ts';
import { type AskedRow, documentWords } from './document-words.ts';
import { briefDetails } from './write-document.ts';

/** What a planned row may have. A model that repeats itself is held up by the end of a string, not by that of all tokens. */
interface RowForm {
  /** In characters. */
  readonly heading: number;
  readonly points: number;
  /** Of one point, in characters. */
  readonly point: number;
  /** Of a row with the marks of JSON, in 字 or words: what it probably has, and what it may have in an outline of many. */
  readonly likelyWords: number;
  readonly mostWords: number;
}

const usualForm: RowForm = { heading: 40, points: 3, point: 60, likelyWords: 60, mostWords: 120 };
/** The outline stands in front of each section that is written: of many rows it would leave no room for their texts. */
const shortForm: RowForm = { heading: 24, points: 1, point: 40, likelyWords: 40, mostWords: 100 };
const mostUsualRows = 40;
/** One or two rows that are as long as they may be. */
const reserveTokens = 250;
/** English takes about three characters where Chinese takes one. */
const charactersPerCount: Readonly<Record<WritingLanguage, number>> = { zh: 1, en: 3 };

function formOf(count: number): RowForm {
  return count > mostUsualRows ? shortForm : usualForm;
}

/** The outline's schema, with the number of rows fixed and the length of what stands in them bounded. */
export function outlineSchema(count: number, { language }: Pick<Brief, 'language'>): Readonly<Record<string, unknown>> {
  const { heading, points, point } = formOf(count);
  const textOf = (characters: number) => ({ type: 'string', minLength: 1, maxLength: characters * charactersPerCount[language] });
  const row = {
    type: 'object',
    properties: {
      heading: textOf(heading),
      points: { type: 'array', items: textOf(point), minItems: 1, maxItems: points },
      target: { type: 'integer' },
    },
    required: ['heading', 'points', 'target'],
  };
  return {
    type: 'object',
    properties: { sections: { type: 'array', items: row, minItems: count, maxItems: count } },
    required: ['sections'],
  };
}

/** Most tokens that an outline may have. */
export function outlineTokens(count: number, { language }: Pick<Brief, 'language'>): number {
  return likelyTokens(count * formOf(count).mostWords, language) + reserveTokens;
}

/** Tokens that an outline will probably have. */
export function likelyOutlineTokens(count: number, { language }: Pick<Brief, 'language'>): number {
  return likelyTokens(count * formOf(count).likelyWords, language);
}

/** Asks for so many rows; those that are fixed already are shown, so that they are not planned twice. */
export function outlinePrompt(brief: Brief, count: number, fixed: readonly AskedRow[], system: string | null): PromptMessage[] {
  const { askOutline, fixedRows, outlineLine } = documentWords[brief.language];
  const words = brief.words - fixed.reduce((sum, { target }) => sum + target, 0);
  const kept = fixed.length === 0 ? [] : [fixedRows, ...fixed.map((row, index) => outlineLine(row, index + 1))];
  const request = askOutline(brief.topic, count, Math.max(sectionWordsRange.minimum * count, words));
  return [
    { role: 'system', text: system ?? systemPrompts[brief.language] },
    { role: 'user', text: [...briefDetails(brief), ...kept, request].join('\n') },
  ];
}

/** Asks for other rows in place of one, behind the outline as it stands. */
export function suggestionPrompt(
  brief: Brief,
  outline: readonly AskedRow[],
  { index, count }: { readonly index: number; readonly count: number },
): PromptMessage[] {
  const row = outline[index];
  const rows: WrittenRow[] = outline.map(({ heading, points, target }) => ({ heading, points: [...points], target }));
  return [
    ...outlinePrompt(brief, outline.length, [], null),
    { role: 'assistant', text: JSON.stringify({ sections: rows }) },
    ...(row ? [{ role: 'user' as const, text: documentWords[brief.language].suggest(index + 1, row, count) }] : []),
  ];
}
