import { type Brief, sectionWordsRange, type WrittenRow } from '@maobi/contract';
import { likelyTokens } from '../length/token-budget.ts';
import type { PromptMessage } from '../ports/engine.ts';
import { systemPrompts } from './converse.ts';
import { type AskedRow, documentWords } from './document-words.ts';
import { briefDetails } from './write-document.ts';

/** A heading with two or three points and the marks of JSON. */
const wordsOfRow = 60;

/** The outline's schema, with the number of rows fixed. */
export function outlineSchema(count: number): Readonly<Record<string, unknown>> {
  const row = {
    type: 'object',
    properties: {
      heading: { type: 'string' },
      points: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 },
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

export function outlineTokens(count: number, { language }: Brief): number {
  return likelyTokens(count * wordsOfRow, language) * 2;
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
