import { useMemo } from 'react';
import { textLanguage } from '../../language/text-language.ts';
import { compareTexts, type Piece } from '../polish/compare-texts.ts';

interface ComparedTextProps {
  readonly before: string;
  readonly after: string;
  /** Only what was changed, with a few words around it. */
  readonly isShortened?: boolean;
}

const shownAround = 24;

/** Two texts in one: what only the first has is struck through, what only the second has is underlined. */
export function ComparedText({ before, after, isShortened = false }: ComparedTextProps) {
  const pieces = useMemo(() => compareTexts(before, after), [before, after]);
  const shown = isShortened ? shortened(pieces) : pieces;
  return (
    <div className="compared" lang={textLanguage(after || before)}>
      {shown.map((piece, index) =>
        piece.kind === 'same' ? (
          <span key={index}>{piece.text}</span>
        ) : (
          <span key={index}>
            {piece.removed !== '' && <del>{piece.removed}</del>}
            {piece.added !== '' && <ins>{piece.added}</ins>}
          </span>
        ),
      )}
    </div>
  );
}

function shortened(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind === 'change' || piece.text.length <= 2 * shownAround + 2) return piece;
    const [head, tail] = [piece.text.slice(0, shownAround), piece.text.slice(-shownAround)];
    return { kind: 'same', text: `${index === 0 ? '' : head} … ${index === pieces.length - 1 ? '' : tail}` };
  });
}
