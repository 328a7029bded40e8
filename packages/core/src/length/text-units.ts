const unit = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{Script=Latin}\p{N}]+/gu;

export interface TextUnit {
  /** In lower case. */
  readonly text: string;
  readonly start: number;
}

/** What repetition is counted in: one CJK character, or one word or number. */
export function unitsOf(text: string): TextUnit[] {
  return [...text.matchAll(unit)].map(({ 0: found, index }) => ({ text: found.toLowerCase(), start: index }));
}
