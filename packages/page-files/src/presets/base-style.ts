import type { WritingLanguage } from '@maobi/contract';
import { chineseMarks, fonts } from './fonts.ts';

/** What differs between presets before their own rules. */
export interface PageMeasures {
  /** Of `@page`. */
  readonly margin: string;
  readonly font: string;
  readonly size: string;
  readonly lineHeight: number;
}

const bracketed: Readonly<Record<WritingLanguage, string>> = { zh: '"（" attr(href) "）"', en: '" (" attr(href) ")"' };

/** What all pages have in common: paper, numbers of pages where the browser prints them, and how blocks break over pages. */
export function baseStyle(language: WritingLanguage, { margin, font, size, lineHeight }: PageMeasures): string {
  return `${language === 'zh' ? chineseMarks : ''}@page {
  size: A4;
  margin: ${margin};
  @bottom-center { content: counter(page); font: 9pt ${fonts.song[language]}; }
}
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #000; font: ${size}/${lineHeight} ${font}; overflow-wrap: break-word; line-break: strict; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
@media screen { main { box-sizing: border-box; max-width: 210mm; margin: 0 auto; padding: 12mm min(22mm, 6vw) 20mm; } }
h1, h2, h3, h4, h5, h6 { break-after: avoid; break-inside: avoid; line-height: 1.35; text-align: start; text-wrap: balance; }
p { margin: 0; orphans: 2; widows: 2; }
ul, ol, blockquote, table, pre, .formula, .picture { margin: .7em 0; }
ul, ol { padding-inline-start: 2em; }
li > p { margin: 0; text-indent: 0; }
.loose > li { margin-block: .4em; }
li > ul, li > ol { margin-block: 0; }
.task { list-style: none; text-indent: -1.4em; }
.task > p { display: inline; }
blockquote { margin-inline: 2em; }
blockquote p, td p { text-indent: 0; }
table { border-collapse: collapse; width: calc(100% - 2px); margin-inline: 1px; font-size: .92em; line-height: 1.45; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: .3em .6em; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
.to-center { text-align: center; }
.to-right { text-align: end; }
pre { font: .86em/1.45 ${fonts.mono[language]}; white-space: pre-wrap; overflow-wrap: anywhere; padding: .7em .9em; border: 1px solid #ccc; background: #f6f6f6; text-align: start; }
code { font-family: ${fonts.mono[language]}; font-size: .88em; }
pre code { font-size: inherit; }
hr { border: 0; border-top: 1px solid #999; margin: 1.6em 20%; }
img { max-width: 100%; max-height: 150mm; height: auto; width: auto; object-fit: contain; vertical-align: middle; }
.picture { text-align: center; text-indent: 0; break-inside: avoid; }
.no-image { color: #555; }
.formula { text-align: center; text-indent: 0; break-inside: avoid; overflow-x: auto; }
math { font-size: 1.06em; }
.katex { text-indent: 0; }
a { color: inherit; }
@media print { a { text-decoration: none; } .away::after { content: ${bracketed[language]}; font-size: .82em; word-break: break-all; } }
sup { line-height: 0; font-size: .72em; }
.note a { text-decoration: none; }
.notes { margin-top: 2em; padding-top: .6em; border-top: 1px solid #000; font-size: .86em; line-height: 1.5; }
.notes h2 { font-size: 1.1em; margin: 0 0 .4em; }
.notes ol { margin: 0; }
.notes p { text-indent: 0; }
`;
}

/** Chinese paragraphs begin two characters in and follow close upon each other; English ones do so behind another paragraph only. */
export function indented(language: WritingLanguage): string {
  return language === 'zh'
    ? 'main > p, section > p { text-indent: 2em; text-align: justify; }\n'
    : 'p { text-align: justify; hyphens: auto; }\nmain > p + p, section > p + p { text-indent: 1.5em; }\nli p, blockquote p { text-align: start; }\n';
}

/** Paragraphs with room between them, and none of them indented. */
export const spaced = 'main > p, section > p { margin-block: 0 .8em; }\n';
