import type { LintedText, LintFinding, LintRule } from './lint-rule.ts';
import type { Sentence } from './sentences.ts';
import { connectives, denialsThatPraise, stockPhrases } from './stock-phrases.ts';

type Places = readonly Omit<LintFinding, 'rule'>[];

const fewestConnectives = 3;
const connectiveShare = 0.15;
const evenSentences = 6;
/** Standard deviation of the lengths, as a share of their mean, below which sentences march in step. */
const evenVariation = 0.2;
const shortestEven = 8;
const parallelClauses = 3;
const longestSubject = 5;

const anyConnective = new RegExp(`^(?:${connectives})(?![a-z])`, 'iu');
const anyStockPhrase = new RegExp(stockPhrases, 'giu');
const anyDenial = new RegExp(denialsThatPraise, 'giu');

function matches({ text }: LintedText, pattern: RegExp): Places {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

/** Connectives at the beginning of sentences, once so many sentences begin with one that it is a habit. */
function connectivesIn({ sentences }: LintedText): Places {
  const places = sentences.flatMap(({ start, text }) => {
    const found = anyConnective.exec(text)?.[0];
    return found ? [{ start, end: start + found.length }] : [];
  });
  return places.length >= fewestConnectives && places.length >= sentences.length * connectiveShare ? places : [];
}

/** Three clauses in a row that begin with the same word; the subject may stand before the first: 它是……，是……，是……. */
function tripleParallelism({ sentences }: LintedText): Places {
  return sentences.flatMap((sentence) => {
    const clauses = clausesOf(sentence);
    const at = clauses.findIndex((_, index) => areParallel(clauses.slice(index, index + parallelClauses)));
    const [first, last] = [clauses[at], clauses[at + parallelClauses - 1]];
    return first && last ? [{ start: first.start, end: last.end }] : [];
  });
}

function areParallel([first, second, third]: readonly Sentence[]): boolean {
  if (!first || !second || !third) return false;
  const head = headOf(second.text);
  if (head === '' || headOf(third.text) !== head) return false;
  return headOf(first.text) === head || (head.length === 1 && first.text.slice(0, longestSubject).includes(head));
}

function clausesOf({ start, text }: Sentence): Sentence[] {
  return [...text.matchAll(/[^，；,;、。！？!?.]{2,}/gu)].map(({ 0: clause, index }) => {
    const skipped = clause.length - clause.trimStart().length;
    return { start: start + index + skipped, end: start + index + clause.length, text: clause.trim() };
  });
}

/** What has to be the same: one of these little words, or the first two characters, or the first English word of a clause of three. */
function headOf(clause: string): string {
  if (/^[是让用有从在以为把被将能会要]/u.test(clause) && clause.length >= 3) return clause.slice(0, 1);
  if (/^\p{Script=Han}{3,}/u.test(clause)) return clause.slice(0, 2);
  const [word = '', ...others] = clause.toLowerCase().split(/\s+/u);
  return others.length >= 2 ? word : '';
}

/** Runs of sentences of nearly the same length. */
function evenSentencesIn({ sentences }: LintedText): Places {
  const lengths = sentences.map(({ text }) => text.length);
  const places: { start: number; end: number }[] = [];
  for (let first = 0; first + evenSentences <= sentences.length; first += 1) {
    let count = evenSentences;
    if (!isEven(lengths.slice(first, first + count))) continue;
    while (first + count < sentences.length && isEven(lengths.slice(first, first + count + 1))) count += 1;
    const [from, to] = [sentences[first], sentences[first + count - 1]];
    if (from && to) places.push({ start: from.start, end: to.end });
    first += count - 1;
  }
  return places;
}

function isEven(lengths: readonly number[]): boolean {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const variance = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length;
  return mean >= shortestEven && Math.sqrt(variance) < mean * evenVariation;
}

export const styleRules: readonly LintRule[] = [
  { name: 'connectives', find: connectivesIn },
  { name: 'not-but', find: (linted) => matches(linted, anyDenial) },
  { name: 'triple-parallelism', find: tripleParallelism },
  { name: 'even-sentences', find: evenSentencesIn },
  { name: 'stock-phrases', find: (linted) => matches(linted, anyStockPhrase) },
];
