const entry = 'Ċ'; // the line break that ends the template's "assistant" line, as byte-pair vocabularies write it
const shortestChain = 8;

/**
 * For each token the one that follows it: a circle of Chinese characters that an answer enters at its first, and every
 * other token follows itself. No two neighbours of the circle begin or end another token, so that what is written is read
 * back as the same tokens. Throws when the vocabulary has too few characters.
 * @param tokens as a byte-pair vocabulary writes them, one printable character for each byte
 */
export function successors(tokens: readonly string[]): Uint32Array {
  const known = new Set(tokens);
  const start = tokens.indexOf(entry);
  const chain = [start];
  let last = '';
  for (const [id, token] of tokens.entries()) {
    if (!isChinese(token) || (last !== '' && joins(last, token, known))) continue;
    chain.push(id);
    last = token;
  }
  if (start < 0 || chain.length < shortestChain) throw new Error('The vocabulary has too few Chinese characters to write with.');
  const next = Uint32Array.from(tokens.keys());
  for (const [index, id] of chain.entries()) next[id] = chain[(index + 1) % chain.length] ?? id;
  return next;
}

/** One whole Chinese character: three bytes, the first of which stands for the everyday ones. */
function isChinese(token: string): boolean {
  return [...token].length === 3 && /^[äåæçèé]/u.test(token);
}

/** Whether any end of one and any start of the other are a token together. */
function joins(left: string, right: string, known: ReadonlySet<string>): boolean {
  const [ends, starts] = [[...left], [...right]];
  return ends.some((_, from) => starts.some((_start, to) => known.has(ends.slice(from).join('') + starts.slice(0, to + 1).join(''))));
}
