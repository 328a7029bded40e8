import { type Brief, sectionWordsRange, type WritingLanguage, type WrittenRow } from '@maobi/contract';
import { likelyTokens } from '../length/token-budget.ts';
import type { PromptMessage } from '../ports/engine.ts';
import { systemPrompts } from './converse.ts';
import { briefDetails } from './document-head.ts';
import { type AskedRow, documentWords } from './document-words.ts';

/** What a planned row may have. A model that repeats itself is held up by the end of a string, not by that of all tokens. */
export interface RowForm {
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
export const mostUsualRows = 40;
/** One or two rows that are as long as they may be. */
const reserveTokens = 250;
/** English takes about three characters where Chinese takes one. */
const charactersPerCount: Readonly<Record<WritingLanguage, number>> = { zh: 1, en: 3 };

export type OutlineSchema = Readonly<Record<string, unknown>>;

export function formOf(count: number): RowForm {
  return count > mostUsualRows ? shortForm : usualForm;
}

/**
 * The outline's schema, with the number of rows fixed and the length of what stands in them bounded.
 *
 * @param outlineRows of the whole outline, where these are a part of it
 */
export function outlineSchema(count: number, { language }: Pick<Brief, 'language'>, outlineRows = count): OutlineSchema {
  const { heading, points, point } = formOf(outlineRows);
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

/** What is planned. */
export interface OutlineRequest {
  readonly brief: Brief;
  /** Rows that are wanted. */
  readonly count: number;
  /** Rows that are fixed already; they are shown, so that they are not planned twice. */
  readonly fixed: readonly AskedRow[];
  /** Of a template; `null`: the studio's own. */
  readonly system: string | null;
}

/** Asks for an outline. */
export function outlinePrompt({ brief, count, fixed, system }: OutlineRequest): [PromptMessage, PromptMessage] {
  const { askOutline, fixedRows, outlineLine, outlineHeading } = documentWords[brief.language];
  const words = brief.words - fixed.reduce((sum, { target }) => sum + target, 0);
  const lineOf = fixed.length > mostUsualRows ? outlineHeading : outlineLine;
  const kept = fixed.length === 0 ? [] : [fixedRows, ...fixed.map((row, index) => lineOf(row, index + 1))];
  const request = askOutline(brief.topic, count, Math.max(sectionWordsRange.minimum * count, words));
  return [
    { role: 'system', text: system ?? systemPrompts[brief.language] },
    { role: 'user', text: [...briefDetails(brief), ...kept, request].join('\n') },
  ];
}

/** Of a long outline, rows before and behind the one that others are suggested for. */
const shownAround = 10;

/** Asks for other rows in place of one, behind the outline as it stands, or what of a long one stands around it. */
export function suggestionPrompt(
  brief: Brief,
  outline: readonly AskedRow[],
  { index, count }: { readonly index: number; readonly count: number },
): PromptMessage[] {
  const row = outline[index];
  const first = outline.length > mostUsualRows ? Math.max(0, index - shownAround) : 0;
  const shown = outline.slice(first, outline.length > mostUsualRows ? index + shownAround + 1 : undefined);
  const rows: WrittenRow[] = shown.map(({ heading, points, target }) => ({ heading, points: [...points], target }));
  return [
    ...outlinePrompt({ brief, count: shown.length, fixed: [], system: null }),
    { role: 'assistant', text: JSON.stringify({ sections: rows }) },
    ...(row ? [{ role: 'user' as const, text: documentWords[brief.language].suggest(index - first + 1, row, count) }] : []),
  ];
}
