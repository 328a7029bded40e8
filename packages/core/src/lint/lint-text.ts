import { withProtectedMasked } from '../typography/protected-text.ts';
import { consistencyRules } from './consistency-rules.ts';
import type { LintFinding } from './lint-rule.ts';
import { sentencesOf } from './sentences.ts';
import { styleRules } from './style-rules.ts';

const rules = [...styleRules, ...consistencyRules];

/**
 * What a careful reader would stumble over, found without a model: habits of machines in Chinese and English, sentences that come
 * twice, numbers that disagree. Findings are hints, in the order in which they stand in the text.
 */
export function lintText(text: string): LintFinding[] {
  const masked = withProtectedMasked(text);
  const linted = { text: masked, sentences: sentencesOf(masked) };
  return rules
    .flatMap(({ name, find }) => find(linted).map((place) => ({ rule: name, ...place })))
    .toSorted((left, right) => left.start - right.start || left.end - right.end);
}
