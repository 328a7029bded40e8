import { linkLabelsOf, withProtectedMasked } from '../typography/protected-text.ts';
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
  return lintMasked(withProtectedMasked(text), [0]);
}

function lintMasked(masked: string, partStarts: readonly number[]): LintFinding[] {
  const linted = { text: masked, sentences: sentencesOf(masked), partStarts };
  return rules
    .flatMap(({ name, find }) => find(linted).map((place) => ({ rule: name, ...place })))
    .toSorted((left, right) => left.start - right.start || left.end - right.end);
}

/** A place in one of several texts. */
export interface TextPlace {
  /** Of the text, from 0. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

export interface PlacedFinding {
  readonly rule: LintFinding['rule'];
  readonly place: TextPlace;
  readonly other: TextPlace | null;
}

const gap = '\n\n';

/** The same for texts that are read one after the other: what comes twice is found across them. A code block that one leaves open ends with it. */
export function lintTexts(texts: readonly string[]): PlacedFinding[] {
  const starts: number[] = [];
  let length = 0;
  for (const text of texts) {
    starts.push(length);
    length += text.length + gap.length;
  }
  const placed = ({ start, end }: { readonly start: number; readonly end: number }): TextPlace => {
    const index = starts.findLastIndex((first) => first <= start);
    const [first = 0, own = ''] = [starts[index], texts[index]];
    return { index, start: start - first, end: Math.min(end - first, own.length) };
  };
  const labels = linkLabelsOf(texts);
  return lintMasked(texts.map((text) => withProtectedMasked(text, labels)).join(gap), starts).map(({ rule, other, ...place }) => ({
    rule,
    place: placed(place),
    other: other ? placed(other) : null,
  }));
}
