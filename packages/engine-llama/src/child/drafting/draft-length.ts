/** Passes of 4 and 8 rows: the native code computes rows in fours, so these lengths cost least per token. */
const shortDraft = 3;
const longDraft = 7;
const fullAcceptsForLong = 2;
const missesForNone = 2;
/** Tokens that have to stand as in the reference, without any draft, before drafting begins again. */
const agreedForAgain = 3;

/** How many tokens to draft ahead: more after success, none after failure, so that a text that leaves its reference costs nothing. */
export class DraftLength {
  readonly #most: number;
  #length: number;
  #fullAccepts = 0;
  #misses = 0;

  /** @param most 0 turns drafting off */
  constructor(most: number) {
    this.#most = most;
    this.#length = Math.min(shortDraft, most);
  }

  get tokens(): number {
    return this.#length;
  }

  /** Learns from a pass that verified `drafted` tokens, of which the first `accepted` were right. */
  note(drafted: number, accepted: number): void {
    if (drafted === 0) return;
    this.#fullAccepts = accepted === drafted ? this.#fullAccepts + 1 : 0;
    this.#misses = accepted === 0 ? this.#misses + 1 : 0;
    if (this.#misses >= missesForNone) this.#length = 0;
    else this.#length = Math.min(this.#most, this.#fullAccepts >= fullAcceptsForLong ? longDraft : shortDraft);
  }

  /** While nothing is drafted: begins again when the text is back at its reference. */
  noteAgreed(agreed: number): void {
    if (this.#length > 0 || agreed < agreedForAgain) return;
    this.#misses = 0;
    this.#fullAccepts = 0;
    this.#length = Math.min(shortDraft, this.#most);
  }
}
