import type { DraftSource } from './draft-source.ts';

/** How many times as long as a pass over one position a pass over so many takes. */
export type PassCosts = Readonly<Record<number, number>>;

/** What is remembered of a place loses a tenth of its weight with every draft there. */
const remembered = 0.9;
/** Share of drafted tokens that are expected to be right after no miss, one, and more or none known; and its weight in tokens. */
const expectedShares = [0.8, 0.5];
const fewestShare = 0.1;
const expectedWeight = 4;
/** From so many tokens on that stood as in the reference, more say nothing new. */
const agreedForSure = 3;

/** Whether anything is known of passes over more than one position. */
export function canDraft(costs: PassCosts): boolean {
  return Object.keys(costs).some((positions) => Number(positions) > 1);
}

/** Where the text stands against its reference: what of drafts from here is learned together. */
interface Place {
  readonly name: string;
  /** Of the drafted tokens, before anything is known. */
  readonly expectedShare: number;
}
const lost: Place = { name: 'lost', expectedShare: fewestShare };

interface Seen {
  readonly right: number;
  readonly tried: number;
}
const nothingSeen: Seen = { right: 0, tried: 0 };

/**
 * How many tokens to draft ahead: as many as promise most tokens for the time of a pass, by what passes cost on this machine and how often drafts
 * were right at such a place of the text. Every token that is written teaches, drafted or not: a text that left its reference is written as fast
 * as without, and drafted again when it is back.
 */
export class DraftLength {
  readonly #sizes: readonly { readonly tokens: number; readonly cost: number }[];
  readonly #seen = new Map<string, Seen>();
  #place: Place = lost;
  #proposed: readonly number[] = [];
  #misses = 0;

  /** @param costs by positions */
  constructor(costs: PassCosts) {
    this.#sizes = Object.entries(costs)
      .map(([positions, cost]) => ({ tokens: Number(positions) - 1, cost }))
      .filter(({ tokens }) => tokens > 0);
  }

  /** What to verify in the next pass, of what the source proposes; `room` tokens at most. */
  draft(source: DraftSource, room: number): readonly number[] {
    this.#place = this.#placeOf(source);
    const size = Math.min(this.#best(), room);
    this.#proposed = source.propose(Math.max(1, size));
    return this.#proposed.slice(0, size);
  }

  /** Learns from a pass over a draft that wrote these tokens. */
  note(drafted: number, written: readonly number[]): void {
    const compared = this.#proposed.slice(0, Math.max(1, drafted));
    const right = agreeing(compared, written);
    const isMissed = right < compared.length;
    if (compared.length > 0) this.#learn(right, isMissed);
    if (right > 0) this.#misses = 0;
    else if (isMissed) this.#misses += 1;
  }

  #learn(right: number, isMissed: boolean): void {
    const before = this.#seen.get(this.#place.name) ?? nothingSeen;
    const tried = right + (isMissed ? 1 : 0);
    this.#seen.set(this.#place.name, { right: before.right * remembered + right, tried: before.tried * remembered + tried });
  }

  #placeOf(source: DraftSource): Place {
    if (source.isLost) return lost;
    const misses = Math.min(this.#misses, expectedShares.length);
    const name = `${misses} ${Math.min(source.agreed, agreedForSure)}`;
    return { name, expectedShare: expectedShares[misses] ?? fewestShare };
  }

  #best(): number {
    const share = this.#shareRight();
    let best = { tokens: 0, rate: 1 };
    for (const { tokens, cost } of this.#sizes) {
      const rate = (1 - share ** (tokens + 1)) / (1 - share) / cost;
      if (rate > best.rate) best = { tokens, rate };
    }
    return best.tokens;
  }

  #shareRight(): number {
    const { right, tried } = this.#seen.get(this.#place.name) ?? nothingSeen;
    return (right + this.#place.expectedShare * expectedWeight) / (tried + expectedWeight);
  }
}

/** How many tokens at the start of a draft are those that were written. */
export function agreeing(draft: readonly number[], written: readonly number[]): number {
  let count = 0;
  while (count < draft.length && written[count] === draft[count]) count += 1;
  return count;
}
