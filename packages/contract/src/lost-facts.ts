/** Of a thousand or more, with its decimals, or what a clock or a release shows. */
const digits = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:[.:]\d+)*`;
const units = String.raw`%|％|‰|per ?cent\b|℃|℉|°[CF]?|[十百千万亿]+(?:[美欧日港]?元|[吨米])?|[美欧日港]?元|公里|千米|厘米|毫米|公斤|千克|毫克|克|吨|米|[kcm]?m\b|[km]?g\b|[kKMGT]B\b|[kM]?Hz\b|ms\b|k?W\b`;
const word = String.raw`[A-Za-z][\w+#-]*`;
const han = String.raw`\p{Script=Han}`;

const fact = new RegExp(
  [
    String.raw`(?<mark>\[\^[^\]\s]+\])`,
    String.raw`(?<!!)\[(?<words>[^\]\n]+)\]\((?<target>[^\s()]+)(?:\s+"[^"\n]*")?\)`,
    String.raw`(?<address>https?:\/\/[^\s，。；）)>]*[^\s，。；）),.;>]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`,
    String.raw`(?<quoted>《[^》]+》|“[^”]{1,60}”|「[^」]{1,60}」|"[^"\n]{1,60}")`,
    String.raw`(?<name>(?<![.!?]\s|^|[\w-])[A-Z][\w-]+(?:\s[A-Z][\w-]+)*|(?<=${han}\s?)${word}|(?<![\w-])${word}(?=\s?${han}))`,
    String.raw`(?<number>(?:(?<![\w.)\]])[-−])?[$€£¥￥]?${digits}(?:\s?(?:${units}))?)`,
  ].join('|'),
  'gu',
);

type Found = Partial<Record<'mark' | 'words' | 'target' | 'address' | 'quoted' | 'name' | 'number', string | undefined>>;

/**
 * What must survive a new wording and did not: marks of footnotes, links, addresses, numbers with their units, quotations, and names as far as
 * they show (Latin words in capitals or among Chinese ones, book titles). In the order of the passage, each once, and as a whole: 2 is not kept
 * by 2023.
 */
export function lostFacts(before: string, after: string): string[] {
  const kept = readFacts(after);
  return named(readFacts(before).all.flatMap((found) => lostOf(found, after, kept)));
}

/** Of these, what also a translation has to keep: marks of footnotes, the targets of links, and addresses. */
export function lostReferences(before: string, after: string): string[] {
  const kept = readFacts(after);
  return named(readFacts(before).all.flatMap(({ mark, target, address }) => lostOf({ mark, target, address }, after, kept)));
}

function named(lost: readonly string[]): string[] {
  return [...new Set(lost)];
}

interface Facts {
  readonly all: readonly Found[];
  /** Everything that is compared as a whole. */
  readonly whole: ReadonlySet<string>;
}

function readFacts(text: string): Facts {
  const all = [...text.matchAll(fact)].map(({ groups }) => groups as Found);
  const whole = all.flatMap(({ mark, target, address, number }) => [mark, target, address, number && plainNumber(number)]);
  return { all, whole: new Set(whole.filter((one) => one !== undefined)) };
}

function lostOf(found: Found, after: string, { whole }: Facts): string[] {
  const { mark, words, target, address, quoted, name, number } = found;
  if (mark !== undefined) return whole.has(mark) ? [] : [mark];
  const lost = [target, address].filter((one) => one !== undefined && !whole.has(one));
  if (words !== undefined && !after.includes(words)) lost.unshift(words);
  if (quoted !== undefined && !after.includes(quoted)) lost.push(quoted);
  if (name !== undefined && !hasWord(after, name)) lost.push(name);
  if (number !== undefined && !whole.has(plainNumber(number))) lost.push(number);
  return lost.filter((one) => one !== undefined);
}

/** The same number in another spelling is the same. */
function plainNumber(number: string): string {
  return number
    .replaceAll(/[,\s]/gu, '')
    .replace(/％|per ?cent$/u, '%')
    .replace('−', '-')
    .replace('￥', '¥');
}

/** Whether a name stands there by itself, in capitals or not. */
function hasWord(text: string, name: string): boolean {
  const [all, wanted] = [text.toLowerCase(), name.toLowerCase()];
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
    if (!/\w/u.test(all[at - 1] ?? '') && !/\w/u.test(all[at + wanted.length] ?? '')) return true;
  }
  return false;
}
