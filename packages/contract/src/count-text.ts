/** One CJK character, or one run of letters, digits and the marks inside a word or number (3.14, don't, e-mail, 50%). */
const countable = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+(?:[.,'’\-_/:][\p{L}\p{N}]+)*/gu;
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

const imageAddress = '](/api/images/';
const image = /!\[[^\]\n]*\]\(\/api\/images\/[^)\n]*\)/gu;

/**
 * Length as writers count it: every Chinese character, and every Latin word or number, is one (design §5). Punctuation,
 * spaces, Markdown marks and images of the studio count nothing. It stands here because page, command line and server must show the same number.
 */
export function countText(text: string): number {
  return countOf(text.includes(imageAddress) ? text.replaceAll(image, ' ') : text);
}

function countOf(text: string): number {
  // CJK next to Latin must not merge into one word: \p{L} contains Han as well
  return text.replace(cjk, ' $& ').match(countable)?.length ?? 0;
}
