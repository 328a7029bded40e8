import { maxQuoteLength, maxSurroundingsLength, type Comment, type Section, type Version } from '@maobi/contract';
import { lettersOf, type Letters, type Passage } from '../polish/find-passage.ts';

type Anchor = Pick<Comment, 'quote' | 'before' | 'after'>;

/** Where the words of a comment stand now. */
export interface CommentPlace extends Passage {
  readonly sectionId: string;
  /** Other words stand there than were commented on. */
  readonly isChanged: boolean;
}

/** So much of the words and what stands beside them shows that a place is meant; shorter texts have to be the same altogether. A character of Chinese says as much as two letters. */
const telltaleWeight = 12;
/** Where the words stand only once, and in the section they were in. */
const telltaleWeightAlone = 6;
/** Of the surroundings, where the words themselves are other ones. */
const edgeLetters = 8;
/** A sentence with fewer letters may stand anywhere. */
const sentenceLetters = 10;

/** What a comment keeps of the text so that its words are found again. */
export function anchorOf(markdown: string, { start, end }: Passage): Anchor {
  return {
    quote: markdown.slice(start, end).slice(0, maxQuoteLength),
    before: markdown.slice(Math.max(0, start - maxSurroundingsLength), start),
    after: markdown.slice(end, end + maxSurroundingsLength),
  };
}

/** Finds the words of a comment in its section, else in the others (W41); `null`: they stand nowhere any more. */
export function placeOf(comment: Anchor & Pick<Comment, 'sectionId'>, sections: readonly Section[]): CommentPlace | null {
  const own = sections.filter(({ id }) => id === comment.sectionId);
  const others = sections.filter(({ id }) => id !== comment.sectionId);
  for (const { id, version } of [...own, ...others]) {
    const found = version && wordsIn(lettersOfVersion(version), comment, id === comment.sectionId);
    if (found) return { sectionId: id, ...found };
  }
  return null;
}

interface FoundWords extends Passage {
  readonly isChanged: boolean;
}

function wordsIn(text: Letters, { quote, before, after }: Anchor, isOwn: boolean): FoundWords | null {
  const wanted: Wanted = { quote: lettersOf(quote).text, before: lettersOf(before).text, after: lettersOf(after).text };
  const same = sameWords(text.text, wanted, isOwn);
  if (same) return passageOf(text, same, false);
  const other = wordsBetween(text.text, wanted) ?? longestSentence(text.text, quote);
  return other && passageOf(text, other, true);
}

/** Letters only, as are the texts they are looked for in: marks, punctuation and blanks may change without harm. */
type Wanted = Record<'quote' | 'before' | 'after', string>;
/** The first letter of the words, and the one behind the last. */
type Span = readonly [from: number, to: number];

/** Of several places the one whose surroundings are most alike. */
function sameWords(text: string, wanted: Wanted, isOwn: boolean): Span | null {
  const { quote, before, after } = wanted;
  if (quote === '') return null;
  const isAlone = isOwn && text.indexOf(quote) === text.lastIndexOf(quote);
  const enough = Math.min(isAlone ? telltaleWeightAlone : telltaleWeight, weightOf(before + quote + after));
  let [best, heaviest] = [-1, -1];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const from = at - alikeBackwards(text, at, before);
    const to = at + quote.length + alikeForwards(text, at + quote.length, after);
    const weight = weightOf(text.slice(from, to));
    if (weight <= heaviest || weight < enough) continue;
    [best, heaviest] = [at, weight];
  }
  return best < 0 ? null : [best, best + quote.length];
}

function weightOf(letters: string): number {
  return letters.length + (letters.match(/\p{Script=Han}/gu)?.length ?? 0);
}

function alikeBackwards(text: string, end: number, before: string): number {
  let count = 0;
  while (count < before.length && count < end && text[end - 1 - count] === before[before.length - 1 - count]) count += 1;
  return count;
}

function alikeForwards(text: string, start: number, after: string): number {
  let count = 0;
  while (count < after.length && start + count < text.length && text[start + count] === after[count]) count += 1;
  return count;
}

/** What stands now between the same surroundings; nothing, and far more than there was, is none of it. */
function wordsBetween(text: string, { quote, before, after }: Wanted): Span | null {
  const [head, tail] = [before.slice(-edgeLetters), after.slice(0, edgeLetters)];
  if (head.length + tail.length < edgeLetters) return null;
  const mostLetters = quote.length * 3 + 40;
  for (let at = text.indexOf(head); at >= 0; at = head === '' ? -1 : text.indexOf(head, at + 1)) {
    const from = at + head.length;
    const to = tail === '' ? text.length : text.indexOf(tail, from);
    if (to > from && to - from <= mostLetters) return [from, to];
  }
  return null;
}

function longestSentence(text: string, quote: string): Span | null {
  const sentences = quote.split(/[。！？!?；;\n]|\.\s/u).map((sentence) => lettersOf(sentence).text);
  const known = sentences.filter((sentence) => sentence.length >= sentenceLetters).sort((one, other) => other.length - one.length);
  for (const sentence of known) {
    const at = text.indexOf(sentence);
    if (at >= 0) return [at, at + sentence.length];
  }
  return null;
}

function passageOf({ places }: Letters, [from, to]: Span, isChanged: boolean): FoundWords | null {
  const [start, last] = [places[from], places[to - 1]];
  return start === undefined || last === undefined ? null : { start, end: last + 1, isChanged };
}

const known = new WeakMap<Version, Letters>();

/** A version that has not changed is read once, however many comments look into it. */
function lettersOfVersion(version: Version): Letters {
  const letters = known.get(version) ?? lettersOf(version.text);
  known.set(version, letters);
  return letters;
}
