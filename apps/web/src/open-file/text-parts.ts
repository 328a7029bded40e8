/** In characters: as much as can be edited and drawn at once without the page standing still. */
const longestPart = 20_000;

/**
 * A long text in parts, cut where a paragraph ends, else where a line or a sentence does; never inside a block of code that would fit.
 * @param most parts at most; the last one then has all the rest
 */
export function textParts(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longestPart && parts.length < most - 1) {
    const at = cutPlace(rest.slice(0, longestPart));
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).replace(/^\s*\n/u, '');
  }
  return [...parts, rest];
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

/** Where the fence of code begins that does not end in this text; -1: all of them end. */
function openCodeStart(text: string): number {
  const fences = [...text.matchAll(/^ {0,3}(?:`{3,}|~{3,})/gmu)];
  return fences.length % 2 === 0 ? -1 : (fences.at(-1)?.index ?? -1);
}
