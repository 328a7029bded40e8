import type { WritingLanguage } from '@maobi/contract';

/** What machines with Chinese have, each under the names of macOS, Windows and Linux. */
const song = '"Songti SC", STSong, SimSun, "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC"';
const hei = '"PingFang SC", "Heiti SC", "Microsoft YaHei", SimHei, "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC"';
const fangsong = `STFangsong, FangSong, FangSong_GB2312, ${song}`;
const kai = `"Kaiti SC", STKaiti, KaiTi, KaiTi_GB2312, ${song}`;

const roman = '"Times New Roman", "Liberation Serif", Tinos';
const bookish = 'Palatino, "Palatino Linotype", "Book Antiqua", Georgia, "Liberation Serif"';
const grotesque = '"Helvetica Neue", Arial, "Liberation Sans"';
const typewriter = '"SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono"';

/** The family of marks that Chinese and Western texts have in common, in their Chinese form; see `chineseMarks`. */
const marks = '"Chinese marks"';

/** Families for running text and headings. Western letters come before Chinese characters, whose fonts have poor ones. */
export const fonts = {
  song: { zh: `${marks}, ${roman}, ${song}, serif`, en: `${roman}, ${song}, serif` },
  book: { zh: `${marks}, ${roman}, ${song}, serif`, en: `${bookish}, ${song}, serif` },
  fangsong: { zh: `${marks}, ${roman}, ${fangsong}, serif`, en: `${roman}, ${fangsong}, serif` },
  kai: { zh: `${marks}, ${roman}, ${kai}, serif`, en: `${roman}, ${kai}, serif` },
  hei: { zh: `"Chinese marks, bold", ${grotesque}, ${hei}, sans-serif`, en: `${grotesque}, ${hei}, sans-serif` },
  mono: { zh: `${typewriter}, ${hei}, monospace`, en: `${typewriter}, ${hei}, monospace` },
} as const satisfies Readonly<Record<string, Readonly<Record<WritingLanguage, string>>>>;

const inBothScripts = 'U+00B7, U+2014, U+2018-2019, U+201C-201D, U+2026';
const local = (names: string) =>
  names
    .split(', ')
    .map((name) => `local(${name.startsWith('"') ? name : `"${name}"`})`)
    .join(', ');

/** Quotes, dashes and ellipses of a Chinese text are as wide as its characters; a Western font that is asked first would make them narrow. */
export const chineseMarks = `@font-face { font-family: ${marks}; src: ${local(song)}; unicode-range: ${inBothScripts}; }
@font-face { font-family: "Chinese marks, bold"; src: ${local(hei)}; unicode-range: ${inBothScripts}; }
`;
