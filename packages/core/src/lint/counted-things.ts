import { chineseUnit, englishUnit } from './counted-units.ts';
import { chineseNumber, englishNumber, englishNumberWords } from './number-words.ts';

/** What a text says of how many there are of something: 全村有三百户, the price of the ticket is 45 euros. */
export interface CountedThing {
  /** What is counted, and in which unit: the same for two places that speak of the same. */
  readonly key: string;
  /** The words before the number, in small letters. */
  readonly label: string;
  readonly value: number;
  /** How far from the value what is meant may be: 1.2万 and 约300 are no exact numbers. */
  readonly tolerance: number;
  /** It says how many there are. Without a verb it may speak of some of them: 全村三百户. */
  readonly isStated: boolean;
  readonly start: number;
  readonly end: number;
}

/** What is meant by "about", as a share of the number. */
const aboutShare = 0.1;

const space = String.raw`[^\S\n]{0,2}`;
const chineseAmount = [
  String.raw`百分之(?:\d[\d,]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千点]+)`,
  String.raw`\d[\d,]*(?:\.\d+)?(?:[百千]?[万亿]|万亿)?`,
  '[一二两三四五六七八九十][〇零一二两三四五六七八九十百千万亿点]*',
].join('|');
const chineseVerb = '大约为|大约有|大约|约为|约有|约|一共有|总共有|共计|共有|达到|为|是|达|占|共|有|：|';
/** The label begins a clause, so that it is never the end of a longer one. */
const chineseStatement = new RegExp(
  String.raw`(?<![\p{L}\p{N}]${space})(?<label>\p{Script=Han}{2,12}?)(?<verb>${chineseVerb})${space}(?<amount>${chineseAmount})(?<gap>${space})(?<after>[%％]|\p{Script=Han}{0,4})`,
  'gu',
);

const numberWord = `(?:${englishNumberWords.join('|')})`;
const scaleWord = '(?:hundred|thousand|million|billion)';
const englishAmount = [
  String.raw`\d[\d,]*(?:\.\d+)?(?: ${scaleWord}\b)?`,
  String.raw`half an? ${scaleWord}\b`,
  String.raw`(?:an? (?=${scaleWord}))?${numberWord}\b(?:(?:-| (?:and )?)${numberWord}\b)*`,
].join('|');
const englishStatement = new RegExp(
  String.raw`\b(?<label>[a-z]+ of (?:the )?[a-z]+|(?:the|total) [a-z]+) (?:is|was|are|were|reached) (?<about>(?:about|around|roughly|approximately) )?(?<amount>${englishAmount})\s?(?<unit>%|per ?cent\b|[a-z]+)`,
  'giu',
);

/** Words that point to something said before: they speak of another thing each time. */
const pointing =
  /^(?:[这那其此另某有哪].*|[里外上下前后]面|旁边|身边|[左右]边|[今昨明]天|现在|当时|后来|如今|[他她它我你咱人]们|大家|自己|大概|[至最][少多]|如果|因为|所以|但是|可是|不过|而且|已经|每[人天年月个次]?|[只还也又再就都才仅]+)$/u;

/** Words that say how exact a number is, and not of what. */
const measuring = /^(?:大约|大概|约莫|差不多|一共|总共|共计|合计|共|超过|不到|不足|将近|接近)有?$/u;

/** The unit is no end: at least so many, or 3月5日. */
const goesOn = /^(?:以[上下内]|\d)/u;
const aboutBehind = /^(?:左右|上下)/u;
/** Behind a number of one character it makes a set phrase: 三天两头. */
const numeral = /^[一二两三四五六七八九十]/u;

/** All things that are counted, in no order. */
export function countedThings(text: string): CountedThing[] {
  return [
    ...[...text.matchAll(chineseStatement)].flatMap((found) => chineseThing(text, found)),
    ...[...text.matchAll(englishStatement)].flatMap(englishThing),
  ];
}

interface Amount {
  readonly value: number;
  /** The place of its last digit, where that is rounded by habit. */
  readonly step: number;
  /** Written in digits or so long that it can be nothing but a number. */
  readonly isPlain: boolean;
}

function chineseThing(text: string, found: RegExpExecArray): CountedThing[] {
  const [label, verb, amount, gap, after] = partsOf(found);
  const read = readChinese(amount);
  const unit = chineseUnit(amount, after);
  const isStated = verb !== '';
  if (!read || !unit || isNoName(label) || (!isStated && !read.isPlain)) return [];
  const end = found.index + found[0].length - after.length - (unit.length === 0 ? gap.length : 0) + unit.length;
  const behind = text.slice(end, end + 2);
  if (goesOn.test(behind) || (!read.isPlain && numeral.test(behind))) return [];
  const value = read.value * unit.worth;
  const isAbout = verb.includes('约') || aboutBehind.test(behind);
  const name = value >= 1000 && unit.name === '年' ? '年份' : unit.name;
  const key = `${label.replace(/(?<=..)[现只仅就]$/u, '')} ${name}`;
  const step = unit.worth > 1 ? unit.worth : read.step;
  return [{ key, label, value, tolerance: isAbout ? value * aboutShare : step / 2, isStated, start: found.index, end }];
}

function isNoName(label: string): boolean {
  return pointing.test(label) || measuring.test(label);
}

function partsOf({ groups = {} }: RegExpExecArray): [label: string, verb: string, amount: string, gap: string, after: string] {
  const { label = '', verb = '', amount = '', gap = '', after = '' } = groups;
  return [label, verb, amount, gap, after];
}

function readChinese(amount: string): Amount | null {
  const words = amount.replace(/^百分之/u, '');
  if (words === '百') return { value: 100, step: 0, isPlain: true };
  const digits = /^(?<digits>\d[\d,]*(?:\.(?<decimals>\d+))?)(?<units>.*)$/u.exec(words)?.groups;
  if (!digits) {
    const value = chineseNumber(words);
    // 一个 is as little a number as "a" is
    return value === null || words === '一' ? null : { value, step: 0, isPlain: words.length > 1 || words !== amount };
  }
  const worths: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };
  const worth = [...(digits['units'] ?? '')].reduce((product, unit) => product * (worths[unit] ?? 1), 1);
  return scaledDigits(digits['digits'] ?? '', digits['decimals'] ?? '', worth);
}

/** 1.2万 is what 11,980 is called, and 6.3 what 6.28 is. */
function scaledDigits(digits: string, decimals: string, worth: number): Amount {
  return {
    value: Number(digits.replaceAll(',', '')) * worth,
    step: worth === 1 && decimals === '' ? 0 : worth / 10 ** decimals.length,
    isPlain: true,
  };
}

function englishThing({ 0: found, index, groups = {} }: RegExpExecArray): CountedThing[] {
  const { label = '', about, amount = '', unit: unitWord = '' } = groups;
  const read = readEnglish(amount);
  const unit = englishUnit(unitWord);
  if (!read || unit === null) return [];
  const tolerance = about === undefined ? read.step / 2 : read.value * aboutShare;
  const words = label.toLowerCase();
  return [{ key: `${words} ${unit}`, label: words, value: read.value, tolerance, isStated: true, start: index, end: index + found.length }];
}

function readEnglish(amount: string): Amount | null {
  const digits = /^(?<digits>\d[\d,]*(?:\.(?<decimals>\d+))?)(?: (?<scale>\w+))?$/u.exec(amount)?.groups;
  if (digits) {
    const worth = digits['scale'] === undefined ? 1 : (englishNumber(`a ${digits['scale']}`) ?? 1);
    return scaledDigits(digits['digits'] ?? '', digits['decimals'] ?? '', worth);
  }
  const value = englishNumber(amount);
  return value === null || value === 1 ? null : { value, step: 0, isPlain: true };
}
