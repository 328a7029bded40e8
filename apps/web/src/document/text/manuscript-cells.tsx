import type { WritingLanguage } from '@maobi/contract';

/** Letters in a line: on a desk, on a tablet, and on a phone. */
const perLine = { zh: { wide: 36, middle: 25, narrow: 19 }, en: { wide: 11, middle: 11, narrow: 6 } } as const;

/** The room of what is still to be written, so that nothing moves when it comes: one cell per 字, or ruled lines for words. */
export function ManuscriptCells({ left, language }: { readonly left: number; readonly language: WritingLanguage }) {
  if (left <= 0) return null;
  const { wide, middle, narrow } = perLine[language];
  const rows = { '--rows': Math.ceil(left / wide), '--rows-middle': Math.ceil(left / middle), '--rows-narrow': Math.ceil(left / narrow) };
  return <div className="cells" data-language={language} style={rows as object} aria-hidden="true" />;
}
