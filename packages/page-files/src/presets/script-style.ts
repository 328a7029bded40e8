import type { WritingLanguage } from '@maobi/contract';
import { baseStyle } from './base-style.ts';
import { fonts } from './fonts.ts';

/** As it is worked from: a storyboard whose rows stay whole and whose head comes again on each page, scenes that stand out, speakers before their lines. */
export function scriptStyle(language: WritingLanguage): string {
  return `${baseStyle(language, { margin: '20mm 20mm 22mm', font: fonts.hei[language], size: '11pt', lineHeight: 1.6 })}h1 { margin: 0 0 1em; font-size: 17pt; }
h2, h3, h4, h5, h6, .scene { margin: 1.4em 0 .6em; padding: .25em .6em; background: #eee; font-size: 12pt; font-weight: 700; break-after: avoid; }
main > p, section > p { margin-block: .5em; }
main > .speech, section > .speech { padding-inline-start: 5em; text-indent: -5em; }
.speech b { display: inline-block; min-width: 4.6em; text-indent: 0; }
table { font-size: .95em; }
th, td { border: 1px solid #555; padding: .5em .7em; }
th { background: #eee; }
th:first-child, td:first-child { width: 14%; font-variant-numeric: tabular-nums; }
`;
}
