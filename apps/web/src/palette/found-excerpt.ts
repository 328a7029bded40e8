import type { DocumentHit } from '@maobi/contract';

type Parts = DocumentHit['parts'];

/** What may stand in front of the words that were found, so that they are in sight on a phone; in letters, of which a Chinese one is as wide as two. */
const room = { name: 28, before: 24 } as const;
const firstWide = 0x1100;

/** The text around what was found, with little in front of it. */
export function excerptInSight(parts: Parts): Parts {
  const found = parts.findIndex(({ match }) => match);
  if (found < 0) return parts;
  const before = Array.from(
    parts
      .slice(0, found)
      .map(({ text }) => text)
      .join(''),
  ).reverse();
  const kept = fitting(before, room.before);
  if (kept === before.length) return parts;
  return [{ text: `…${before.slice(0, kept).reverse().join('').trimStart()}`, match: false }, ...parts.slice(found)];
}

/** What the text around a match belongs to, in front of it. */
export function shortName(name: string): string {
  const letters = Array.from(name);
  const kept = fitting(letters, room.name);
  return kept === letters.length ? name : `${letters.slice(0, kept).join('').trimEnd()}…`;
}

/** How many of the letters have room. */
function fitting(letters: readonly string[], most: number): number {
  let width = 0;
  const end = letters.findIndex((letter) => {
    width += (letter.codePointAt(0) ?? 0) < firstWide ? 1 : 2;
    return width > most;
  });
  return end < 0 ? letters.length : end;
}
