import type { Piece } from '../polish/compare-texts.ts';

/** Paragraphs in a row that are all the same in both texts, or one with changes. */
export interface PieceGroup {
  readonly pieces: readonly Piece[];
  readonly changes: number;
  /** Changes of the whole text that stand before these. */
  readonly first: number;
  /** What stands there now. */
  readonly text: string;
}

const gap = /(\n[ \t]*(?:\n[ \t]*)+)/u;

/** Parts compared texts at their blank lines, so that what does not change can be drawn as it always is. */
export function groupedPieces(pieces: readonly Piece[]): PieceGroup[] {
  const paragraphs: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'change') {
      paragraphs.at(-1)?.push(piece);
      continue;
    }
    for (const [index, text] of piece.text.split(gap).entries()) {
      // every second part is the gap itself
      if (index % 2 === 1) paragraphs.push([]);
      else if (text !== '') paragraphs.at(-1)?.push({ kind: 'same', text });
    }
  }
  const groups: PieceGroup[] = [];
  for (const paragraph of paragraphs.filter((each) => each.length > 0)) {
    const last = groups.at(-1);
    const group = groupOf(paragraph, last ? last.first + last.changes : 0);
    if (last?.changes === 0 && group.changes === 0) groups[groups.length - 1] = joined(last, group);
    else groups.push(group);
  }
  return groups;
}

function groupOf(pieces: readonly Piece[], first: number): PieceGroup {
  const text = pieces.map((piece) => (piece.kind === 'same' ? piece.text : piece.removed)).join('');
  return { pieces, changes: pieces.filter(({ kind }) => kind === 'change').length, first, text };
}

function joined(one: PieceGroup, other: PieceGroup): PieceGroup {
  return { ...one, pieces: [...one.pieces, ...other.pieces], text: `${one.text}\n\n${other.text}` };
}
