import type { WritingLanguage } from '@maobi/contract';
import type { ReactNode } from 'react';

/** Letters in a line: on a desk, on a tablet, and on a phone. */
const perLine = { zh: { wide: 36, middle: 25, narrow: 19 }, en: { wide: 11, middle: 11, narrow: 6 } } as const;

interface ManuscriptRoomProps {
  /** What the section is to come to, in 字 or words. */
  readonly target: number;
  readonly language: WritingLanguage;
  /** What is written, or waited for; it takes the room up from above. */
  readonly children?: ReactNode;
}

/**
 * The room of what is still to be written: one cell per 字, or ruled lines for words. It is as high from the first word to the last, unless the text
 * needs more: how much of it is left is seen by the layout, as a count of letters would be a line off now and then.
 */
export function ManuscriptRoom({ target, language, children }: ManuscriptRoomProps) {
  const { wide, middle, narrow } = perLine[language];
  const rows = {
    '--rows': Math.ceil(target / wide),
    '--rows-middle': Math.ceil(target / middle),
    '--rows-narrow': Math.ceil(target / narrow),
  };
  return (
    <div className="manuscript-room" data-language={language} style={rows as object}>
      {children}
      <div className="cells" aria-hidden="true" />
    </div>
  );
}
