import type { WritingLanguage } from '@maobi/contract';

const digits = '〇一二三四五六七八九';

/** The number of a section as its document's language writes it: 一, 二, 十一; 1, 2, 11. */
export function rowNumber(number: number, language: WritingLanguage): string {
  if (language === 'en' || number > 99) return String(number);
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`;
  return ten + (ones === 0 ? '' : digits[ones]);
}
