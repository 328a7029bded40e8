import { textLikeness } from '@maobi/core';

/** From this share of pairs of characters in common on, two texts say nearly the same. */
const nearDuplicateShare = 0.6;

/** The first earlier text that says nearly the same, by its place; `null`: there is none. */
export function nearDuplicateOf(text: string, earlier: readonly string[]): number | null {
  const at = earlier.findIndex((other) => textLikeness(text, other) >= nearDuplicateShare);
  return at < 0 ? null : at;
}
