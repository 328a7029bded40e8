import { fenceAfter } from '@maobi/contract';

/** In characters: as much as can be edited and drawn at once without the page standing still. */
const longestPart = 20_000;

/** An image with all its bytes, as Markdown or HTML writes it. */
const wholeImage = /(?:!\[[^[\]\n]*\]\(<?|<img\b[^<>]*?)?data:image\/[^\s,()<>"']{0,100},[A-Za-z0-9+/=\s]*(?:[^\n()<>]{0,500}[)>]+)?/giu;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A long text in parts, cut where a paragraph ends, else where a line or a sentence does; never inside a block of code that would fit, and
 * never through an image: half of one is none, and what is left of it would be read as words.
 * @param most parts at most; the last one then has all the rest
 */
export function textParts(text: string, most: number): string[] {
  const images = [...text.matchAll(wholeImage)].map(({ 0: image, index }) => ({ start: index, end: index + image.trimEnd().length }));
  const parts: string[] = [];
  let start = 0;
  while (text.length - start > longestPart && parts.length < most - 1) {
    const at = besideImages(start + cutPlace(text.slice(start, start + longestPart)), start, images);
    if (at === text.length) break;
    parts.push(text.slice(start, at).trimEnd());
    start = at + (/^\s*\n/u.exec(text.slice(at))?.[0].length ?? 0);
  }
  return [...parts, text.slice(start)];
}

/** The same place, or where it is in an image, the one in front of that; behind it where the part begins with it. */
function besideImages(place: number, partStart: number, images: readonly Span[]): number {
  const image = images.find(({ start, end }) => start < place && place < end);
  if (!image) return place;
  return image.start > partStart ? image.start : image.end;
}

function cutPlace(head: string): number {
  const code = openCodeStart(head);
  if (code > 0) return code;
  for (const end of [/\n[ \t]*\n/gu, /\n/gu, /[。！？!?]|\.\s/gu]) {
    const last = [...head.matchAll(end)].at(-1);
    if (last && last.index > 0) return last.index + last[0].length;
  }
  // not through a character of two halves
  return /[\ud800-\udbff]$/.test(head) ? head.length - 1 : head.length;
}

/** Where the code or the formula begins that does not end in this text; -1: all of them end. */
function openCodeStart(text: string): number {
  let closing: string | null = null;
  let start = -1;
  let offset = 0;
  for (const line of text.split('\n')) {
    const before = closing;
    closing = fenceAfter(line, before);
    if (before === null && closing !== null) start = offset;
    offset += line.length + 1;
  }
  return closing === null ? -1 : start;
}
