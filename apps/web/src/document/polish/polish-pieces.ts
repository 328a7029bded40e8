import { compareTexts, type Piece } from './compare-texts.ts';
import type { PolishSession } from './use-polish.ts';

const sentenceEnd = /[。！？!?.…”"’』」）)]$/u;

/** What a finished run proposes for its passage, as changes of it; nothing when it wrote nothing or nothing new. */
export function polishPieces({ kind, target: { markdown, passage } }: Pick<PolishSession, 'kind' | 'target'>, text: string): Piece[] {
  const old = markdown.slice(passage.start, passage.end);
  if (text === '' || text === old) return [];
  if (kind === 'continue') {
    const isWholeParagraph = sentenceEnd.test(old) && /^\s*(?:\n|$)/u.test(markdown.slice(passage.end));
    return [
      { kind: 'same', text: old },
      { kind: 'change', removed: '', added: isWholeParagraph ? `\n\n${text}` : text },
    ];
  }
  // hardly a word is the same in another language
  return kind === 'translate' ? [{ kind: 'change', removed: old, added: text }] : compareTexts(old, text);
}
