import { disagreeingNumbers } from './disagreeing-numbers.ts';
import { lettersOf } from './letter-pairs.ts';
import type { LintedText, LintFinding, LintRule } from './lint-rule.ts';
import { NearDuplicates } from './near-duplicates.ts';

type Places = readonly Omit<LintFinding, 'rule'>[];

const shortestDuplicate = 8;
/** Share of pairs of neighbouring characters that two sentences have in common (Dice) from which on they are the same. */
const sameShare = 0.85;

/** Sentences that come again, word for word or nearly so. */
function duplicateSentences({ sentences }: LintedText): Places {
  const earlier = new NearDuplicates(sameShare);
  const compared = sentences.filter(({ text }) => lettersOf(text).length >= shortestDuplicate);
  return compared.flatMap(({ start, end, text }) => {
    const same = compared[earlier.add(text)?.of ?? -1];
    return same ? [{ start, end, other: { start: same.start, end: same.end } }] : [];
  });
}

export const consistencyRules: readonly LintRule[] = [
  { name: 'duplicate-sentences', find: duplicateSentences },
  { name: 'disagreeing-numbers', find: disagreeingNumbers },
];
