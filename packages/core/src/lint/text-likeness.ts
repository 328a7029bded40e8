import { lettersOf, pairsOf } from './letter-pairs.ts';

/** Share of the pairs of neighbouring characters that two texts have in common (Dice): 0 nothing, 1 the same. */
export function textLikeness(left: string, right: string): number {
  const [first, second] = [new Set(pairsOf(lettersOf(left))), new Set(pairsOf(lettersOf(right)))];
  if (first.size + second.size === 0) return 1;
  let shared = 0;
  for (const pair of first) if (second.has(pair)) shared += 1;
  return (2 * shared) / (first.size + second.size);
}
