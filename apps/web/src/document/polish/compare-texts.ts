import { diffArrays } from 'diff';

/** A stretch that is the same in both texts, or one that was replaced. The pieces in a row give either text again. */
export type Piece =
  { readonly kind: 'same'; readonly text: string } | { readonly kind: 'change'; readonly removed: string; readonly added: string };

const longestComparisonMs = 1_000;

/** Compares two texts word by word, Chinese words included. */
export function compareTexts(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const changes = diffArrays(wordsOf(before), wordsOf(after), { timeout: longestComparisonMs });
  if (!changes) return [{ kind: 'change', removed: before, added: after }];
  const pieces: Piece[] = [];
  for (const { value, added, removed } of changes) {
    const text = value.join('');
    if (!added && !removed) pieces.push({ kind: 'same', text });
    else pieces.push({ kind: 'change', removed: removed ? text : '', added: added ? text : '' });
  }
  return joined(pieces);
}

const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;

/** What is whole or broken: the mark of a footnote, and the address of a link. */
const unbroken = /(\[\^[^\]\s]+\]|\]\([^\s()]+\))/u;

function wordsOf(text: string): string[] {
  return text.split(unbroken).flatMap((stretch, index) => (index % 2 === 1 ? [stretch] : plainWords(stretch)));
}

function plainWords(text: string): string[] {
  if (segmenter) return [...segmenter.segment(text)].map(({ segment }) => segment);
  return text.match(/[\p{Script=Latin}\p{N}]+|\s+|[^]/gu) ?? [];
}

/** Changes that follow each other, or are parted by a blank or a single letter, are one: they make sense together. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const [index, piece] of pieces.entries()) {
    const last = result.at(-1);
    const isBridge =
      piece.kind === 'same' && piece.text.trim().length <= 1 && !piece.text.includes('\n') && pieces[index + 1]?.kind === 'change';
    if (last?.kind !== 'change' || (piece.kind === 'same' && !isBridge)) {
      result.push(piece);
      continue;
    }
    const { removed, added } = piece.kind === 'change' ? piece : { removed: piece.text, added: piece.text };
    result[result.length - 1] = { kind: 'change', removed: last.removed + removed, added: last.added + added };
  }
  return result;
}

export type Verdict = 'pending' | 'accepted' | 'rejected';

/** The text that the verdicts make; what is not decided yet stays as it was. Verdicts are those of the changes, in their order. */
export function resolved(pieces: readonly Piece[], verdicts: readonly Verdict[]): string {
  let change = -1;
  return pieces
    .map((piece) => {
      if (piece.kind === 'same') return piece.text;
      change += 1;
      return verdicts[change] === 'accepted' ? piece.added : piece.removed;
    })
    .join('');
}
