const [firstIdeograph, lastIdeograph] = [0x4e00, 0x9fff];

let ranks: Uint16Array | null = null;

/**
 * A text whose code units stand in the order in which titles are looked up: digits, Latin letters of either case, then Chinese by pinyin. Marks in
 * front of the first word, such as 《, count for nothing.
 */
export function titleOrder(title: string): string {
  const words = title.replace(/^[^\p{L}\p{N}]+/u, '').toLowerCase();
  return words.replaceAll(/[\u4e00-\u9fff]/g, (character) => String.fromCharCode(firstIdeograph + rankOf(character.charCodeAt(0))));
}

/** Comparing two texts by pinyin takes far longer than comparing code units: each character is given its place once. */
function rankOf(code: number): number {
  ranks ??= ranksByPinyin();
  return ranks[code - firstIdeograph] ?? 0;
}

function ranksByPinyin(): Uint16Array {
  const { compare } = new Intl.Collator('zh-u-co-pinyin');
  const count = lastIdeograph - firstIdeograph + 1;
  const sorted = Array.from({ length: count }, (_, index) => String.fromCharCode(firstIdeograph + index)).sort(compare);
  const found = new Uint16Array(count);
  for (const [rank, character] of sorted.entries()) found[character.charCodeAt(0) - firstIdeograph] = rank;
  return found;
}
