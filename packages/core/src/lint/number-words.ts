const digits = '零一二三四五六七八九';
const digit = '[一二两三四五六七八九]';

/** 二〇二四: four digits without a unit are read one by one, as years are. */
const digitByDigit = /^[一二三四五六七八九][零一二三四五六七八九]{3}$/u;
const fraction = /^(?<whole>[^点]+)点(?<digits>[零一二三四五六七八九]+)(?<unit>[万亿]?)$/u;
const largeParts = /^(?:(?<billions>.+)亿)?(?:(?<tenThousands>[^万亿]+)万)?(?<rest>[^万亿]*)$/u;
const smallParts = new RegExp(
  `^(?:(?<thousands>${digit})千)?(?:零?(?<hundreds>${digit})百)?(?:零?(?<tens>${digit}?)(?<ten>十))?(?:(?<zero>零?)(?<ones>${digit}))?$`,
  'u',
);
const largeUnits: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/**
 * What a number says that is written in Chinese characters: 一百二十, 三千五 (3,500), 两万, 三点五. `null`: it is none, or not a single one,
 * as 七八十 (seventy or eighty).
 */
export function chineseNumber(words: string): number | null {
  const plain = words.replaceAll('〇', '零');
  if (digitByDigit.test(plain)) return Number(decimals(plain));
  const groups = fraction.exec(plain)?.groups;
  if (!groups) return wholeNumber(plain);
  const whole = wholeNumber(groups['whole'] ?? '');
  return whole === null ? null : Number(`${whole}.${decimals(groups['digits'] ?? '')}`) * (largeUnits[groups['unit'] ?? ''] ?? 1);
}

function decimals(words: string): string {
  return [...words].map((word) => digits.indexOf(word)).join('');
}

function wholeNumber(words: string): number | null {
  if (words === '' || words.startsWith('零')) return null;
  const groups = largeParts.exec(words)?.groups;
  if (!groups) return null;
  const { billions, tenThousands, rest = '' } = groups;
  const high = billions === undefined ? 0 : wholeNumber(billions);
  const middle = tenThousands === undefined ? 0 : belowTenThousand(tenThousands, 1);
  const low = belowTenThousand(rest, tenThousands === undefined ? (billions === undefined ? 1 : 1e8) : 1e4);
  return high === null || middle === null || low === null ? null : high * 1e8 + middle * 1e4 + low;
}

/** @param unitBefore what the last unit before these words is worth: 两万五 is 两万五千 */
function belowTenThousand(words: string, unitBefore: number): number | null {
  const groups = smallParts.exec(words)?.groups;
  if (!groups) return null;
  const { thousands = '', hundreds = '', tens = '', ten, zero, ones = '' } = groups;
  const lastUnit = hundreds ? 100 : thousands ? 1000 : unitBefore;
  const isShort = zero === '' && ten === undefined && lastUnit > 1;
  const oneTen = ten === undefined ? 0 : 1;
  const worth = isShort ? lastUnit / 10 : 1;
  return valueOf(thousands) * 1000 + valueOf(hundreds) * 100 + (valueOf(tens) || oneTen) * 10 + valueOf(ones) * worth;
}

function valueOf(digitWord: string): number {
  if (digitWord === '') return 0;
  return digitWord === '两' ? 2 : digits.indexOf(digitWord);
}

const smallWords =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const tensWords = 'twenty thirty forty fifty sixty seventy eighty ninety';
const smallValues = smallWords.split(' ').map((word, index) => [word, index + 1] as const);
const tensValues = tensWords.split(' ').map((word, index) => [word, (index + 2) * 10] as const);
const englishValues: ReadonlyMap<string, number> = new Map([...smallValues, ...tensValues]);
const scaleValues: ReadonlyMap<string, number> = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);
const scaleParts =
  /^(?:(?<billions>.+) billion(?: |$))?(?:(?<millions>.+) million(?: |$))?(?:(?<thousands>.+) thousand(?: |$))?(?<rest>.*)$/u;
const halfOfScale = /^half an? (?<scale>\w+)$/u;

/** The words that numbers are made of, without those that join them. */
export const englishNumberWords: readonly string[] = [...englishValues.keys(), ...scaleValues.keys()];

/** What a number says that is written in English words: twenty-five, two thousand five hundred, half a million. `null`: it is none. */
export function englishNumber(words: string): number | null {
  const plain = words
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, ' ')
    .replaceAll(/(?<=(?:hundred|thousand|million|billion)) and(?= )/gu, '');
  const halved = scaleValues.get(halfOfScale.exec(plain)?.groups?.['scale'] ?? '');
  if (halved !== undefined) return halved / 2;
  const { billions, millions, thousands, rest = '' } = scaleParts.exec(plain)?.groups ?? {};
  const parts = [scaled(billions, 1e9), scaled(millions, 1e6), scaled(thousands, 1e3), rest === '' ? 0 : belowThousand(rest)];
  if (parts.includes(null)) return null;
  return parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) || null;
}

/** How many thousands or millions: "a" is one. */
function scaled(words: string | undefined, scale: number): number | null {
  if (words === undefined) return 0;
  const count = words === 'a' ? 1 : belowThousand(words);
  return count === null ? null : count * scale;
}

function belowThousand(words: string): number | null {
  const [, hundreds, rest] = /^(?:(.+) hundred(?: |$))?(.*)$/u.exec(words) ?? [];
  const high = hundreds === undefined ? 0 : hundreds === 'a' ? 1 : belowHundred(hundreds);
  const low = rest === '' && hundreds !== undefined ? 0 : belowHundred(rest ?? '');
  return high === null || low === null ? null : high * 100 + low;
}

function belowHundred(words: string): number | null {
  const [first = 0, second, ...others] = words.split(' ').map((word) => englishValues.get(word) ?? 0);
  if (first === 0 || others.length > 0) return null;
  if (second === undefined) return first;
  return first >= 20 && second > 0 && second < 10 ? first + second : null;
}
