import { lettersOf, pairsOf } from './letter-pairs.ts';

/** From this share of pairs of characters in common on (Dice), two texts say nearly the same, where nothing else is said. */
const usualShare = 0.6;
/** At first; the order of the pairs is made anew whenever there are twice as many texts. */
const firstOrderSize = 64;

export interface NearDuplicate {
  /** Place of the earlier text, counted from 0 in the order in which texts were added. */
  readonly of: number;
  /** Of the pairs in common. */
  readonly share: number;
}

interface KnownText {
  readonly place: number;
  readonly pairs: ReadonlySet<string>;
}

/**
 * Finds texts that say nearly the same as an earlier one. Only texts that share one of their rarest pairs of characters are compared: of two that
 * are alike enough, each has more pairs in common with the other than stand behind its rarest ones. What is like an earlier text is compared with
 * later ones only when nothing that stands for itself is like them, so that a hundred forms of one text cost no more than two.
 */
export class NearDuplicates {
  readonly #known: KnownText[] = [];
  readonly #places = new Map<string, number>();
  #originals = new PairIndex();
  #repeats = new PairIndex();
  #frequency = new Map<string, number>();
  #reorderAt = firstOrderSize;
  #comparisons = 0;
  readonly #leastShare: number;

  /** @param leastShare of pairs of characters in common (Dice) from which on two texts say nearly the same; above 0, at most 1 */
  constructor(leastShare = usualShare) {
    this.#leastShare = leastShare;
  }

  /** Texts that were compared whole, so far. */
  get comparisons(): number {
    return this.#comparisons;
  }

  /** The earlier text that this one says nearly the same as; `null`: there is none. Later texts are compared with this one. */
  add(text: string): NearDuplicate | null {
    const letters = lettersOf(text);
    const place = this.#known.length;
    const known = { place, pairs: new Set(pairsOf(letters)) };
    const same = this.#places.get(letters);
    this.#known.push(known);
    if (same !== undefined) return { of: same, share: 1 };
    const rarest = this.#rarest(known.pairs);
    const found = this.#find(known, rarest);
    this.#places.set(letters, place);
    (found === null ? this.#originals : this.#repeats).add(place, rarest);
    if (this.#places.size >= this.#reorderAt) this.#reorder();
    return found;
  }

  #find(text: KnownText, rarest: readonly string[]): NearDuplicate | null {
    return this.#firstAlike(text, this.#originals.sharing(rarest)) ?? this.#firstAlike(text, this.#repeats.sharing(rarest));
  }

  #firstAlike({ pairs }: KnownText, places: readonly number[]): NearDuplicate | null {
    for (const place of places) {
      const other = this.#known[place];
      if (!other || !this.#mayBeAlike(pairs.size, other.pairs.size)) continue;
      this.#comparisons += 1;
      const share = likeness(pairs, other.pairs);
      if (share >= this.#leastShare) return { of: place, share };
    }
    return null;
  }

  /** The order decides which pairs are looked up; it has to be the same for all texts that are held. */
  #reorder(): void {
    this.#reorderAt = this.#places.size * 2;
    const held = [...this.#places.values()].flatMap((place) => this.#known[place] ?? []);
    this.#frequency = new Map();
    for (const { pairs } of held) for (const pair of pairs) this.#frequency.set(pair, (this.#frequency.get(pair) ?? 0) + 1);
    const [originals, repeats] = [this.#originals, this.#repeats];
    this.#originals = originals.rebuilt((place) => this.#rarest(this.#known[place]?.pairs ?? new Set()));
    this.#repeats = repeats.rebuilt((place) => this.#rarest(this.#known[place]?.pairs ?? new Set()));
  }

  /** The lengths alone can tell that two texts are not alike enough. */
  #mayBeAlike(one: number, other: number): boolean {
    return 2 * Math.min(one, other) >= this.#leastShare * (one + other);
  }

  /** So many that of what is left out alone no likeness could come: two that are alike enough share at least that part of each of them. */
  #rarest(pairs: ReadonlySet<string>): string[] {
    const leastOverlap = this.#leastShare / (2 - this.#leastShare);
    const count = pairs.size - Math.ceil(leastOverlap * pairs.size) + 1;
    const frequencyOf = (pair: string): number => this.#frequency.get(pair) ?? 0;
    return [...pairs].sort((one, other) => frequencyOf(one) - frequencyOf(other) || (one < other ? -1 : 1)).slice(0, count);
  }
}

/** Which texts have a pair. */
class PairIndex {
  readonly #byPair = new Map<string, number[]>();
  readonly #places: number[] = [];

  add(place: number, pairs: readonly string[]): void {
    this.#places.push(place);
    for (const pair of pairs) {
      const places = this.#byPair.get(pair);
      if (places) places.push(place);
      else this.#byPair.set(pair, [place]);
    }
  }

  /** In their order. */
  sharing(pairs: readonly string[]): number[] {
    const places = new Set<number>();
    for (const pair of pairs) for (const place of this.#byPair.get(pair) ?? []) places.add(place);
    return [...places].sort((one, other) => one - other);
  }

  rebuilt(pairsAt: (place: number) => readonly string[]): PairIndex {
    const index = new PairIndex();
    for (const place of this.#places) index.add(place, pairsAt(place));
    return index;
  }
}

/** Share of the pairs that two texts have in common (Dice): 0 nothing, 1 the same. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 1;
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}
