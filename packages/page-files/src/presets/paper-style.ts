import type { WritingLanguage } from '@maobi/contract';
import { baseStyle, indented } from './base-style.ts';
import { fonts } from './fonts.ts';

/** As papers are handed in: black headings, tables with three lines, an abstract set in, references with hanging lines. */
export function paperStyle(language: WritingLanguage): string {
  const heading = language === 'zh' ? fonts.hei.zh : fonts.song.en;
  return `${baseStyle(language, { margin: '25.4mm 31.7mm', font: fonts.song[language], size: language === 'zh' ? '12pt' : '11.5pt', lineHeight: 1.5 })}${indented(language)}h1 { margin: 0 0 1em; font: 700 16pt/1.35 ${heading}; text-align: center; }
h2 { margin: 1.3em 0 .5em; font: 700 14pt/1.35 ${heading}; }
h3 { margin: 1em 0 .4em; font: 700 12pt/1.35 ${heading}; }
h4, h5, h6 { margin: .8em 0 .3em; font: ${language === 'zh' ? '400' : 'italic 400'} 12pt/1.35 ${heading}; }
table { border-block: 1.5pt solid #000; font-size: .88em; }
thead th { border-bottom: .75pt solid #000; }
pre { border: 0; border-inline-start: 2px solid #888; background: none; }
.abstract { margin: 0 2em 1.5em; font-size: .9em; }
.abstract:first-of-type h2 { margin-top: 0; }
.abstract h2 { font-size: 12pt; text-align: center; }
.references { font-size: .88em; }
.references > p { padding-inline-start: 2em; text-indent: -2em; text-align: start; }
.references li { overflow-wrap: anywhere; }
`;
}
