import { disagreeingNumbers } from './disagreeing-numbers.ts';
import { lettersOf, pairsOf } from './letter-pairs.ts';
import type { LintedText, LintFinding, LintRule } from './lint-rule.ts';
import type { Sentence } from './sentences.ts';

type Places = readonly Omit<LintFinding, 'rule'>[];

const shortestDuplicate = 8;
/** Share of pairs of neighbouring characters that two sentences have in common (Dice) from which on they are the same. */
const sameShare = 0.85;

/** Sentences that come again, word for word or nearly so. */
function duplicateSentences({ sentences }: LintedText): Places {
  const earlier = new EarlierSentences(sentences.length);
  return sentences.flatMap((sentence) => {
    const same = earlier.meet(sentence);
    return same ? [{ start: sentence.start, end: sentence.end, other: { start: same.start, end: same.end } }] : [];
  });
}

/** The sentences so far, by the pairs of neighbouring characters in them. */
class EarlierSentences {
  readonly #sentences: { readonly sentence: Sentence; readonly pairCount: number }[] = [];
  readonly #withPair = new Map<string, number[]>();
  readonly #byLetters = new Map<string, Sentence>();
  /** Pairs that each earlier one has in common with the one that is met; numbers in a row, because there are millions of them to add up. */
  readonly #shared: Uint32Array;

  /** @param most how many sentences there will be */
  constructor(most: number) {
    this.#shared = new Uint32Array(most);
  }

  /** The first one that says the same, if any; remembers this one. */
  meet(sentence: Sentence): Sentence | null {
    const letters = lettersOf(sentence.text);
    if (letters.length < shortestDuplicate) return null;
    const wordForWord = this.#byLetters.get(letters);
    if (wordForWord) return wordForWord;
    const pairs = new Set(pairsOf(letters));
    const same = this.#same(pairs);
    this.#byLetters.set(letters, same ?? sentence);
    this.#remember(sentence, pairs);
    return same;
  }

  #remember(sentence: Sentence, pairs: ReadonlySet<string>): void {
    const index = this.#sentences.push({ sentence, pairCount: pairs.size }) - 1;
    for (const pair of pairs) {
      const indexes = this.#withPair.get(pair);
      if (indexes) indexes.push(index);
      else this.#withPair.set(pair, [index]);
    }
  }

  #same(pairs: ReadonlySet<string>): Sentence | null {
    const shared = this.#shared.fill(0, 0, this.#sentences.length);
    for (const pair of pairs) for (const index of this.#withPair.get(pair) ?? []) shared[index] = (shared[index] ?? 0) + 1;
    const isSame = ({ pairCount }: { readonly pairCount: number }, index: number) =>
      2 * (shared[index] ?? 0) >= sameShare * (pairs.size + pairCount);
    return this.#sentences.find(isSame)?.sentence ?? null;
  }
}

export const consistencyRules: readonly LintRule[] = [
  { name: 'duplicate-sentences', find: duplicateSentences },
  { name: 'disagreeing-numbers', find: disagreeingNumbers },
];
