import type { WritingLanguage } from '@maobi/contract';
import { baseStyle, indented } from './base-style.ts';
import { fonts } from './fonts.ts';

/** As a composition is handed in: its title in the middle, running text with indented paragraphs. */
export function essayStyle(language: WritingLanguage): string {
  const heading = language === 'zh' ? fonts.hei.zh : fonts.song.en;
  return `${baseStyle(language, { margin: '25mm 28mm 22mm', font: fonts.song[language], size: '12pt', lineHeight: language === 'zh' ? 1.75 : 1.6 })}${indented(language)}h1 { margin: 0 0 1.2em; font: 700 18pt/1.35 ${heading}; text-align: center; }
h2 { margin: 1.2em 0 .5em; font: 700 13.5pt/1.35 ${heading}; }
h3, h4, h5, h6 { margin: 1em 0 .4em; font: 700 12pt/1.35 ${heading}; }
th, td { border: 1px solid #000; }
blockquote { font-family: ${fonts.kai[language]}; }
`;
}
