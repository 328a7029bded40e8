import { countText, maxPolishLength } from '@maobi/contract';
import { textBlocks, type TextBlock } from './text-blocks.ts';

/** A paragraph of fewer 字 or words has nothing to polish. */
const leastCount = 8;

/** A paragraph, list or quotation that is worded anew by itself. */
export interface Paragraph {
  /** Among the blocks of the text, from 0. */
  readonly place: number;
  readonly text: string;
}

/** What of a text is polished: its prose, without code, tables, math, images, headings and what is too short or too long for one passage. */
export function polishedParagraphs(markdown: string): Paragraph[] {
  return textBlocks(markdown).flatMap(({ kind, text }, place) => {
    const isSent = kind === 'prose' && !text.includes('![') && countText(text) >= leastCount && text.length <= maxPolishLength;
    return isSent ? [{ place, text }] : [];
  });
}

/**
 * The new wording of a paragraph as it can stand in the text: one paragraph, as before. `null`: it cannot, because it is empty or has become
 * something else than prose.
 */
export function usableWording(written: string): string | null {
  const text = written.trim().replaceAll(/\n[ \t]*(?:\n[ \t]*)+/gu, '\n');
  const [block, ...others] = textBlocks(text);
  return block?.kind === 'prose' && others.length === 0 ? text : null;
}

/** The text with these paragraphs in their new wording, by their places; `null`: nothing changes. */
export function withWordings(markdown: string, wordings: ReadonlyMap<number, string>): string | null {
  const text = replaced(markdown, textBlocks(markdown), wordings);
  return text === markdown ? null : text;
}

/**
 * A suggestion for a text that was changed since: each paragraph that still stands as it was gets its new wording, all else stays as the writer
 * has it. `null`: nothing of it is left.
 */
export function suggestionFor(current: string, suggestion: { readonly text: string; readonly baseText: string }): string | null {
  const { text, baseText } = suggestion;
  if (current === baseText) return text === current ? null : text;
  const before = textBlocks(baseText);
  const after = textBlocks(text);
  if (before.length !== after.length) return null;
  const blocks = textBlocks(current);
  const wordings = new Map<number, string>();
  for (const [index, block] of before.entries()) {
    const wording = after[index]?.text ?? block.text;
    const place = placeOf(block, { before: before.slice(0, index), blocks });
    if (wording !== block.text && place !== null) wordings.set(place, wording);
  }
  return withWordings(current, wordings);
}

/** Of several blocks that are alike, the one that stands behind as many of them as before. */
function placeOf({ text }: TextBlock, { before, blocks }: Record<'before' | 'blocks', readonly TextBlock[]>): number | null {
  const rank = before.filter((block) => block.text === text).length;
  const places = blocks.flatMap((block, place) => (block.text === text ? [place] : []));
  return places[rank] ?? null;
}

function replaced(markdown: string, blocks: readonly TextBlock[], wordings: ReadonlyMap<number, string>): string {
  let text = '';
  let end = 0;
  for (const [place, block] of blocks.entries()) {
    text += markdown.slice(end, block.start) + (wordings.get(place) ?? markdown.slice(block.start, block.end));
    end = block.end;
  }
  return text + markdown.slice(end);
}
