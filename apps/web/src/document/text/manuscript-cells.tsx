import type { WritingLanguage } from '@maobi/contract';

/** Letters in a line: on a desk, and on a phone. */
const perLine = { zh: { wide: 36, narrow: 19 }, en: { wide: 11, narrow: 6 } } as const;

/** The room of what is still to be written, so that nothing moves when it comes: one cell per 字, or ruled lines for words. */
export function ManuscriptCells({ left, language }: { readonly left: number; readonly language: WritingLanguage }) {
  if (left <= 0) return null;
  const { wide, narrow } = perLine[language];
  return (
    <div
      className="cells"
      data-language={language}
      style={{ ['--rows' as string]: Math.ceil(left / wide), ['--rows-narrow' as string]: Math.ceil(left / narrow) }}
      aria-hidden="true"
    />
  );
}
