import type { TypographyRuleName } from '@maobi/contract';
import type { ParagraphLanguage } from './paragraph-language.ts';
import { placeholder } from './protected-text.ts';

interface TypographyRule {
  readonly name: TypographyRuleName;
  readonly languages: readonly ParagraphLanguage[];
  /** One paragraph, without what must not be touched. Applied twice it gives the same as applied once. */
  readonly apply: (paragraph: string) => string;
}

const han = '\\p{Script=Han}';
const fullStops = '，。！？；：、';
const opening = '“‘（《【「『';
const closing = '”’）》】」』';
/** After one of these a mark belongs to Chinese text. */
const afterChinese = `(?<=[${han}${closing}…])`;
const fullWidthOf: Readonly<Record<string, string>> = { ',': '，', '.': '。', '!': '！', '?': '？', ';': '；', ':': '：' };
const halfWidthOf: Readonly<Record<string, string>> = { '，': ',', '。': '.', '！': '!', '？': '?', '；': ';', '：': ':' };

const pattern = (source: string) => new RegExp(source, 'gmu');

const afterHan = pattern(`${afterChinese}[ \\t]*(?<mark>[,;:!?])(?!\\[|\\w+=)(?:[ \\t]+(?=[^\\s|]))?`);
const beforeHan = pattern(`(?<=[\\p{Script=Latin}\\d%)\\]"${placeholder}])(?<mark>[,;!?])[ \\t]*(?=[${han}《“「])`);
const stopAfterHan = pattern(`(?<!^[ \\t>*+-]*[一二三四五六七八九十百]+)${afterChinese}\\.(?![.\\w])(?:[ \\t]+(?=[${han}${opening}]))?`);
const brackets = pattern(`(?<before>.?)\\((?<inside>[^()\\n]*)\\)(?=(?<after>.?))`);
const chineseNeighbour = new RegExp(`[${han}${fullStops}]`, 'u');

/** Half-width marks that stand in Chinese become full-width: 你好, 世界 → 你好，世界. */
function chinesePunctuation(paragraph: string): string {
  return paragraph
    .replaceAll(afterHan, (_, mark: string) => fullWidthOf[mark] ?? mark)
    .replaceAll(beforeHan, (_, mark: string) => fullWidthOf[mark] ?? mark)
    .replaceAll(stopAfterHan, '。')
    .replaceAll(brackets, (whole, before: string, inside: string, after: string) => {
      if (before === ']' || ![before, inside, after].some((text) => chineseNeighbour.test(text))) return whole;
      return `${before}（${inside.trim()}）`;
    });
}

/** Full-width marks in English become half-width, with the space that English wants: Hello，world → Hello, world. */
function englishPunctuation(paragraph: string): string {
  return paragraph
    .replaceAll(/(?<=[\p{L}\d"”’)])[，。！？；：](?=[ \t]*(?<next>.?))[ \t]*/gmu, (mark, next: string) => {
      const half = halfWidthOf[mark.trim()] ?? mark;
      return /[\p{L}\d"“‘(]/u.test(next) ? `${half} ` : half;
    })
    .replaceAll(
      /[ \t]*（([^（）\n]*)）[ \t]*(?=(.?))/gmu,
      (_, inside: string, next: string) => ` (${inside.trim()})${/[\p{L}\d]/u.test(next) ? ' ' : ''}`,
    )
    .replaceAll(/^ \(/gmu, '(');
}

/** Straight quotes in Chinese become “ ” in turn, where they come in pairs; ‘ ’ around Chinese words too. */
function chineseQuotes(paragraph: string): string {
  const pieces = paragraph.split('"');
  const isPaired = pieces.length % 2 === 1;
  const withDouble = isPaired ? pieces.reduce((text, piece, index) => text + (index % 2 === 1 ? '“' : '”') + piece) : paragraph;
  return withDouble.replaceAll(pattern(`(?<![A-Za-z\\d])'(?=[^'\\n]*${han})([^'\\n]+)'(?![A-Za-z\\d])`), '‘$1’');
}

/** ... and 。。。 and a single … become ……. */
function chineseEllipsis(paragraph: string): string {
  return paragraph.replaceAll(pattern(`${afterChinese}(?:\\.{3,}|。{3,})|(?<=[${fullStops}])\\.{3,}|…+`), '……');
}

/** -- between Chinese becomes ——. A single one may join places or years, and stays. */
function chineseDash(paragraph: string): string {
  return paragraph.replaceAll(pattern(`${afterChinese}[ \\t]*(?:-{2,}|―+|—{2,})[ \\t]*(?=[${han}${opening}])`), '——');
}

/** ，， is a slip; more than three ！ are a noise. */
function repetition(paragraph: string): string {
  return paragraph
    .replaceAll(/([，、；：])\1+/gu, '$1')
    .replaceAll(/(?<!。)。。(?!。)/gu, '。')
    .replaceAll(/([！？])\1{3,}/gu, '$1$1$1');
}

/** Letters and digits as wide as a Chinese character become ordinary ones: ＡＩ２ → AI2. */
function ordinaryWidth(paragraph: string): string {
  return paragraph.replaceAll(/[Ａ-Ｚａ-ｚ０-９]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0));
}

const beside = '\\p{Script=Latin}\\p{Script=Greek}\\d';
const spacings: readonly (readonly [RegExp, string])[] = [
  [pattern(`(?<=${han})[ \\t]*(?=[${beside}])`), ' '],
  [pattern(`(?<=[${beside}%‰℃])[ \\t]*(?=${han})`), ' '],
  [pattern(`(?<=[${fullStops}${closing}])[ \\t]+(?=[${han}${fullStops}${beside}])`), ''],
  [pattern(`(?<=[${han}${beside}${closing}])[ \\t]+(?=[${fullStops}）》】」』])`), ''],
];

/** One space between Chinese and Latin letters or digits, none beside full-width marks. */
function spacing(paragraph: string): string {
  return spacings.reduce((text, [where, what]) => text.replaceAll(where, what), paragraph);
}

const chinese = ['zh'] as const;

/** In the order in which they are applied. */
export const typographyRules: readonly TypographyRule[] = [
  { name: 'width', languages: ['zh', 'en', 'mixed', 'none'], apply: ordinaryWidth },
  { name: 'punctuation', languages: chinese, apply: chinesePunctuation },
  { name: 'punctuation', languages: ['en'], apply: englishPunctuation },
  { name: 'quotes', languages: chinese, apply: chineseQuotes },
  { name: 'ellipsis', languages: chinese, apply: chineseEllipsis },
  { name: 'dash', languages: chinese, apply: chineseDash },
  { name: 'repetition', languages: chinese, apply: repetition },
  { name: 'spacing', languages: ['zh', 'mixed'], apply: spacing },
];
