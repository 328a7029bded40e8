import type { WritingLanguage } from '@maobi/contract';
import { baseStyle, spaced } from './base-style.ts';
import { fonts } from './fonts.ts';

/** As it is read on a screen: paragraphs with room between them, nothing indented. */
export function plainStyle(language: WritingLanguage): string {
  return `${baseStyle(language, { margin: '22mm 24mm', font: fonts.hei[language], size: '11pt', lineHeight: language === 'zh' ? 1.75 : 1.6 })}${spaced}h1 { margin: 0 0 .9em; font-size: 19pt; }
h2 { margin: 1.5em 0 .5em; font-size: 14pt; }
h3, h4, h5, h6 { margin: 1.2em 0 .4em; font-size: 12pt; }
blockquote { margin-inline: 0; padding-inline-start: 1em; border-inline-start: 3px solid #bbb; color: #333; }
th, td { border: 1px solid #bbb; }
th { background: #f4f4f4; }
`;
}
