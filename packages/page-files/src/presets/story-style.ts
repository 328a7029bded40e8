import type { WritingLanguage } from '@maobi/contract';
import { baseStyle, indented } from './base-style.ts';
import { fonts } from './fonts.ts';

/** As a book: wide margins, a title with room above it, paragraphs without room between them, scenes parted by stars. */
export function storyStyle(language: WritingLanguage): string {
  const heading = language === 'zh' ? fonts.kai.zh : fonts.book.en;
  return `${baseStyle(language, { margin: '28mm 33mm 26mm', font: fonts.book[language], size: language === 'zh' ? '12pt' : '11.5pt', lineHeight: language === 'zh' ? 1.8 : 1.55 })}${indented(language)}h1 { margin: 14mm 0 12mm; font: 400 20pt/1.4 ${heading}; text-align: center; }
h2, h3, h4, h5, h6 { margin: 2em 0 1em; font: 400 14pt/1.4 ${heading}; text-align: center; }
hr { margin: 1.4em 0; border: 0; text-align: center; break-after: avoid; }
hr::after { content: "${language === 'zh' ? '＊　＊　＊' : '*   *   *'}"; white-space: pre; }
blockquote { font-family: ${fonts.kai[language]}; }
th, td { border: 1px solid #888; }
`;
}
