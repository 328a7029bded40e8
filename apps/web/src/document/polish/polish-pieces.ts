import { withKeptReferences, withoutNewMarks } from '@maobi/contract';
import { compareTexts, type Piece } from './compare-texts.ts';
import { withKeptImages, withoutImages } from './kept-images.ts';
import type { PolishSession } from './use-polish.ts';

const sentenceEnd = /[。！？!?.…”"’』」）)]$/u;

type PolishedPassage = Pick<PolishSession, 'kind' | 'target'> & Partial<Pick<PolishSession, 'addsParagraph'>>;

/** What a finished run proposes for its passage, as changes of it; nothing when it wrote nothing or nothing new. */
export function polishPieces({ kind, target, addsParagraph = false }: PolishedPassage, written: string): Piece[] {
  const { markdown, passage } = target;
  const old = markdown.slice(passage.start, passage.end);
  const text = kind === 'continue' || written === '' ? addedText(old, written) : withKeptReferences(old, withKeptImages(old, written));
  if (text === '' || text === old) return [];
  if (kind === 'continue') {
    const isWholeParagraph = addsParagraph || (sentenceEnd.test(old) && /^\s*(?:\n|$)/u.test(markdown.slice(passage.end)));
    return [
      { kind: 'same', text: old },
      { kind: 'change', removed: '', added: isWholeParagraph ? `\n\n${text}` : text },
    ];
  }
  // hardly a word is the same in another language
  return kind === 'translate' ? [{ kind: 'change', removed: old, added: text }] : compareTexts(old, text);
}

/** What a model wrote, as it can stand beside the passage: nothing in it leads to an image or a note that is not there. */
export function addedText(old: string, written: string): string {
  return withoutNewMarks(old, withoutImages(written)).trim();
}
