/** The line break that ends the template's "assistant" line, as byte-pair vocabularies write it. */
const entry = 'Ċ';
const shortest = 8;

/**
 * Tokens that follow one another in a circle: the line break before an answer, then Chinese characters. No two neighbours
 * begin or end another token, so that what is written is read back as the same tokens, and no two have the same row, so
 * that one can be told from the other. Throws when the vocabulary has too few.
 * @param tokens as a byte-pair vocabulary writes them, one printable character for each byte
 * @param rowOf the token's row of the embedding; empty when it says nothing
 */
export function circleOf(tokens: readonly string[], rowOf: (id: number) => string): number[] {
  const known = new Set(tokens);
  const start = tokens.indexOf(entry);
  const rows = new Set(['', rowOf(start)]);
  const circle = [start];
  let last = '';
  for (const [id, token] of tokens.entries()) {
    if (!isChinese(token) || (last !== '' && joins(last, token, known)) || rows.has(rowOf(id))) continue;
    circle.push(id);
    rows.add(rowOf(id));
    last = token;
  }
  if (start < 0 || circle.length < shortest) throw new Error('The vocabulary has too few Chinese characters to write with.');
  return circle;
}

/** One whole everyday Chinese character: three bytes, the first of which tells. */
function isChinese(token: string): boolean {
  return [...token].length === 3 && /^[äåæçèé]/u.test(token);
}

/** Whether any end of one and any start of the other are a token together. */
function joins(left: string, right: string, known: ReadonlySet<string>): boolean {
  const [ends, starts] = [[...left], [...right]];
  return ends.some((_, from) => starts.some((_start, to) => known.has(ends.slice(from).join('') + starts.slice(0, to + 1).join(''))));
}
