import type { WritingLanguage } from '@maobi/contract';
import { baseStyle, spaced } from './base-style.ts';
import { fonts } from './fonts.ts';

/** As notes beside a program: code with numbered lines and the name of its language, text that stays out of its way. */
export function codeStyle(language: WritingLanguage): string {
  return `${baseStyle(language, { margin: '20mm 18mm 20mm 20mm', font: fonts.hei[language], size: '10.5pt', lineHeight: 1.6 })}${spaced}h1 { margin: 0 0 .8em; font-size: 17pt; }
h2 { margin: 1.4em 0 .5em; font-size: 13pt; }
h3, h4, h5, h6 { margin: 1.1em 0 .4em; font-size: 11pt; }
pre { position: relative; counter-reset: line; padding: .8em .9em .8em 0; font-size: 9pt; }
pre[data-language]::before { content: attr(data-language); position: absolute; top: 0; right: 0; padding: .1em .6em; background: #ddd; font: 8pt/1.5 ${fonts.hei[language]}; }
.line { display: block; padding-inline-start: 3.6em; text-indent: -3.6em; counter-increment: line; min-height: 1.45em; break-inside: avoid; }
.line::before { content: counter(line); display: inline-block; width: 2.6em; margin-inline-end: 1em; color: #777; text-align: end; text-indent: 0; }
:not(pre) > code { padding: .1em .3em; background: #eee; }
th, td { border: 1px solid #bbb; }
th { background: #f0f0f0; }
`;
}
