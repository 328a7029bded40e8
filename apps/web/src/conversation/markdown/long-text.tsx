import { startTransition, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { beforePrint } from '../../shell/before-print.ts';
import { textComes, textHasCome } from './coming-texts.ts';
import type { TextPiece } from './text-pieces.ts';

/** Two screens before it comes into sight, a piece is drawn as it should look. */
const nearPx = 1800;
const scrollers = '.document-text, .turns-page';

interface LongTextProps {
  readonly pieces: readonly TextPiece[];
  readonly draw: (piece: TextPiece) => ReactNode;
}

/** A text too long to be drawn at once. What is far away stands there as its Markdown, to be found and scrolled to. */
export function LongText({ pieces, draw }: LongTextProps) {
  return pieces.map((piece, index) => <Piece key={index} piece={piece} draw={draw} />);
}

function Piece({ piece, draw }: { readonly piece: TextPiece; readonly draw: LongTextProps['draw'] }) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [isFirst, setIsFirst] = useState(false);
  // before it is painted: what is seen must show neither its marks first nor a height that is a guess
  useLayoutEffect(() => {
    if (!place.current || !isSeen(place.current)) return;
    setIsNear(true);
    setIsFirst(true);
  }, []);
  useEffect(() => {
    const element = place.current;
    if (isNear || !element) return undefined;
    // what is not seen yet is drawn while the page answers
    const show = () => {
      textComes(element);
      startTransition(() => setIsNear(true));
    };
    const sight = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && show(), {
      root: element.closest(scrollers),
      rootMargin: `${nearPx}px 0px`,
    });
    sight.observe(element);
    const stop = beforePrint(() => setIsNear(true));
    return () => {
      stop();
      sight.disconnect();
      textHasCome(element);
    };
  }, [isNear]);
  return (
    <div
      ref={place}
      className="answer text-piece"
      data-start={piece.start}
      data-first={isFirst || undefined}
      style={{ ['--letters' as string]: piece.source.length }}
    >
      {isNear ? draw(piece) : <p className="plain-text">{piece.source}</p>}
    </div>
  );
}

function isSeen(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom >= 0 && top <= window.innerHeight;
}
