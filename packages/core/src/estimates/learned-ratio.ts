/** No machine is this much slower or faster than it was when it was measured; what says so is a clock that jumped. */
const largestRatio = 5;
/** What one run may say at most: a laptop that slept in the middle of one must not spoil the next estimates. */
const largestSurprise = Math.LN2;
/** Weight of the newest run once several have been seen; the first ones weigh more. */
const steadyWeight = 0.25;

/**
 * How much slower than modelled a machine really is, learned from what runs took: exponentially weighted, in logarithms so
 * that half and double count alike, robust against outliers, and bounded.
 *
 * A second number learns how that changes with the share of the work that is attention, which the model guesses
 * (normalised least mean squares over 1 and the share). Then long prompts correct long ones and spare short ones.
 */
export class LearnedRatio {
  #level = 0;
  #slope = 0;
  #seen: number;

  /** @param seen runs that what is modelled comes from: the more, the less the next one changes */
  constructor(seen = 0) {
    this.#seen = seen;
  }

  /** Runs that it comes from, each by its weight. */
  get seen(): number {
    return this.#seen;
  }

  /** What to multiply a modelled time with; `share` from 0 to 1. */
  at(share: number): number {
    return Math.exp(bounded(this.#level + this.#slope * share, Math.log(largestRatio)));
  }

  /** @param weight from 0 to 1: how much this run tells; short ones are mostly noise */
  learn(ratio: number, share: number, weight: number): void {
    if (!(ratio > 0) || !Number.isFinite(ratio)) return;
    const surprise = bounded(Math.log(ratio) - Math.log(this.at(share)), largestSurprise);
    const step = (weight * Math.max(steadyWeight, 1 / (this.#seen + 1.5)) * surprise) / (1 + share * share);
    this.#seen += weight;
    this.#level = bounded(this.#level + step, Math.log(largestRatio));
    this.#slope = bounded(this.#slope + step * share, Math.log(largestRatio));
  }
}

function bounded(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}
