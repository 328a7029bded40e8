import type { WritingLanguage } from '@maobi/contract';
import { baseStyle, spaced } from './base-style.ts';
import { fonts } from './fonts.ts';

/** As letters are sent: no title; in Chinese the greeting stands out and the signature to the right, in English everything begins at the margin. */
export function letterStyle(language: WritingLanguage): string {
  const chinese = `main > p, section > p { text-indent: 2em; text-align: justify; }
main > .subject, main > .salutation { margin-bottom: .6em; text-indent: 0; }
main > .signature { text-align: end; text-indent: 0; }
:not(.signature) + .signature { margin-top: 1.6em; }
`;
  return `${baseStyle(language, { margin: '32mm 30mm 28mm', font: fonts.song[language], size: '12pt', lineHeight: language === 'zh' ? 1.8 : 1.5 })}@page :first { @bottom-center { content: none; } }
${language === 'zh' ? chinese : spaced}.subject { font-weight: 700; }
h1, h2, h3, h4, h5, h6 { margin: 1.2em 0 .4em; font: 700 12pt/1.4 ${language === 'zh' ? fonts.hei.zh : fonts.song.en}; }
.signature { break-before: avoid; break-inside: avoid; }
th, td { border: 1px solid #888; }
blockquote { margin-inline: 1em; padding-inline-start: 1em; border-inline-start: 2px solid #999; color: #333; }
`;
}
