/** Where a passage stands in a text. */
export interface Passage {
  readonly start: number;
  readonly end: number;
}

/** What is left of Markdown and of the same text as it is drawn when marks, punctuation and blanks are taken away. */
export interface Letters {
  readonly text: string;
  /** Where each letter stands in the text it was taken from. */
  readonly places: readonly number[];
}

/**
 * Finds words that were selected on the page in the Markdown they were drawn from; `null` when they are not in it.
 * @param before what is drawn of the text before the selection: it tells which of several places is meant
 */
export function findPassage(markdown: string, selected: string, before: string): Passage | null {
  return findAmong({ text: markdown, letters: lettersOf(withoutAddresses(markdown)) }, selected, lettersOf(before).text.length);
}

/** A text whose letters have been read, as for many passages in it. */
export interface ReadText {
  readonly text: string;
  readonly letters: Letters;
}

/** The same in a text that has been read. @param expected how many letters stand before the passage that is meant */
export function findAmong({ text, letters }: ReadText, selected: string, expected: number): Passage | null {
  const wanted = lettersOf(selected).text;
  if (wanted === '') return null;
  const place = nearestPlace(letters.text, wanted, expected);
  const [first, last] = [letters.places[place], letters.places[place + wanted.length - 1]];
  if (place < 0 || first === undefined || last === undefined) return null;
  return withMarks(text, selected, wholeLinks(text, wholeNotes(text, { start: first, end: last + 1 })));
}

/** With the whole marks of footnotes at both ends, of which only the number is a letter. */
function wholeNotes(text: string, passage: Passage): Passage {
  let { start, end } = passage;
  for (const { 0: mark, index } of text.matchAll(/\[\^[^\]\s]+\]/gu)) {
    const behind = index + mark.length;
    if (index < start && start < behind) start = index;
    if (index < end && end < behind) end = behind;
  }
  return { start, end };
}

/** Of a link its words are drawn, and not where it leads. */
const linkInMarkdown = /(\[[^\]\n]*\])(\([^()\s]*(?:\s+"[^"\n]*")?\))/gu;

/** Every letter stays at its place. */
function withoutAddresses(markdown: string): string {
  return markdown.replaceAll(linkInMarkdown, (_, words: string, address: string) => words + ' '.repeat(address.length));
}

/** With the whole link where a passage goes into one, or out of one; a passage of its words alone stays within them. */
function wholeLinks(text: string, passage: Passage): Passage {
  let { start, end } = passage;
  for (const { 0: link, index } of text.matchAll(linkInMarkdown)) {
    const behind = index + link.length;
    if (start < index && index < end && end < behind) end = behind;
    if (index < start && start < behind && behind < end) start = index;
  }
  return { start, end };
}

export function lettersOf(text: string): Letters {
  const places: number[] = [];
  let letters = '';
  for (const { 0: letter, index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    letters += letter;
    for (let unit = 0; unit < letter.length; unit += 1) places.push(index + unit);
  }
  return { text: letters, places };
}

/** How many letters stand before a place in the text that they were taken from. */
export function lettersBefore({ places }: Letters, place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where letters stand among others, nearest to where they are expected; -1: nowhere. */
export function nearestPlace(text: string, wanted: string, expected: number): number {
  let nearest = -1;
  for (let place = text.indexOf(wanted); place >= 0; place = text.indexOf(wanted, place + 1)) {
    if (nearest < 0 || Math.abs(place - expected) < Math.abs(nearest - expected)) nearest = place;
  }
  return nearest;
}

/** With the punctuation at both ends that was selected as well. */
export function withMarks(markdown: string, selected: string, { start, end }: Passage): Passage {
  const [, leading = ''] = /^\s*([^\p{L}\p{N}\s]*)/u.exec(selected) ?? [];
  const [, trailing = ''] = /([^\p{L}\p{N}\s]*)\s*$/u.exec(selected) ?? [];
  const begin = leading !== '' && markdown.slice(0, start).endsWith(leading) ? start - leading.length : start;
  return { start: begin, end: markdown.startsWith(trailing, end) ? end + trailing.length : end };
}

/** The whole paragraphs that a passage stands in. */
export function paragraphsAround(markdown: string, { start, end }: Passage): Passage {
  const gap = /\n[ \t]*\n/gu;
  let from = 0;
  let to = markdown.length;
  for (const { 0: blank, index } of markdown.matchAll(gap)) {
    if (index + blank.length <= start) from = index + blank.length;
    if (index >= end) {
      to = index;
      break;
    }
  }
  return { start: from, end: to };
}
