import type { WritingLanguage } from '@maobi/contract';
import { baseStyle, spaced } from './base-style.ts';
import { fonts } from './fonts.ts';

/** As an office hands things round: contents, numbered headings, tables with lines. */
export function reportStyle(language: WritingLanguage): string {
  const text = language === 'zh' ? fonts.fangsong.zh : fonts.hei.en;
  const paragraphs = language === 'zh' ? 'main > p, section > p { text-indent: 2em; text-align: justify; }\n' : spaced;
  const size = language === 'zh' ? '12pt' : '10.5pt';
  return `${baseStyle(language, { margin: '26mm 25mm 22mm', font: text, size, lineHeight: language === 'zh' ? 1.65 : 1.5 })}${paragraphs}h1, h2, h3, h4, h5, h6 { font-family: ${fonts.hei[language]}; }
h1 { margin: 0 0 1em; padding-bottom: .4em; border-bottom: 2pt solid #000; font-size: 20pt; }
h2 { margin: 1.5em 0 .5em; font-size: 14pt; }
h3 { margin: 1.1em 0 .4em; font-size: 12pt; }
h4, h5, h6 { margin: .9em 0 .3em; font-size: 11pt; }
.number { margin-inline-end: .35em; }
.contents { margin: 0 0 2em; padding: .8em 1.2em; border: 1px solid #bbb; break-inside: avoid; }
.contents p { margin: 0 0 .3em; font: 700 11pt/1.4 ${fonts.hei[language]}; text-indent: 0; }
.contents ul { margin: 0; padding: 0; list-style: none; }
.contents .at-3 { padding-inline-start: 1.8em; }
.contents a { text-decoration: none; }
th, td { border: 1px solid #888; }
th { background: #eee; font-family: ${fonts.hei[language]}; }
`;
}
