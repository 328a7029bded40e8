import type { Sentence } from './sentences.ts';

export const lintRuleNames = [
  'connectives',
  'not-but',
  'triple-parallelism',
  'even-sentences',
  'stock-phrases',
  'duplicate-sentences',
  'disagreeing-numbers',
] as const;
export type LintRuleName = (typeof lintRuleNames)[number];

/** A place in the text that a careful reader would stumble over. */
export interface LintFinding {
  readonly rule: LintRuleName;
  /** Where it stands: the first character, and the one behind the last. */
  readonly start: number;
  readonly end: number;
  /** The other place, where it takes two: the sentence that comes again, the number that differs. */
  readonly other?: { readonly start: number; readonly end: number };
}

/** What the rules look at. Places in it are places in the text; code, math and addresses are blanked out. */
export interface LintedText {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  /** Where each of the texts begins that are read as one. */
  readonly partStarts: readonly number[];
}

export interface LintRule {
  readonly name: LintRuleName;
  readonly find: (linted: LintedText) => readonly Omit<LintFinding, 'rule'>[];
}
