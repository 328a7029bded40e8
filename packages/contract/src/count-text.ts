const cjk = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
/** Letters and digits of all other scripts: `\p{L}` alone contains CJK, which must not merge with the word next to it. */
const word = String.raw`[[\p{L}\p{N}]--[${cjk}]]+`;
/** One CJK character, or one run of letters, digits and the marks inside a word or number (3.14, don't, e-mail, 50%). */
const countable = new RegExp(String.raw`[${cjk}]|${word}(?:[.,'’\-_\/:]${word})*`, 'gv');

const imageAddress = '](/api/images/';
const image = /!\[[^\]\n]*\]\(\/api\/images\/[^)\n]*\)/gu;

/**
 * Length as writers count it: every Chinese character, and every Latin word or number, is one (design §5). Punctuation,
 * spaces, Markdown marks and images of the studio count nothing. It stands here because page, command line and server must show the same number.
 */
export function countText(text: string): number {
  const counted = text.includes(imageAddress) ? text.replaceAll(image, ' ') : text;
  let count = 0;
  // counts without making anything: it is asked ten times a second for a text that is being written
  countable.lastIndex = 0;
  while (countable.test(counted)) count += 1;
  return count;
}

/** What a length in this language is counted in. */
export function lengthUnit(language: 'zh' | 'en'): '字' | 'words' {
  return language === 'zh' ? '字' : 'words';
}
