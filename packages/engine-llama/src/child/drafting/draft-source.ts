/** How far behind and ahead of the expected place the reference is searched after a change. */
const nearBehind = 4;
const nearAhead = 48;
/** Written tokens that have to agree with a place in the reference before it is trusted: near the expected place, and anywhere. */
const agreeingNear = 2;
const agreeingAnywhere = 3;

/**
 * Guesses what comes next in a text that repeats most of a reference: the passage being rewritten, or whatever the prompt
 * holds. A pointer runs along the reference; after a change it finds the place where the two agree again. Where the
 * reference offers nothing, the last three tokens are looked up in the prompt and the text so far.
 */
export class DraftSource {
  readonly #reference: readonly number[];
  readonly #places: NgramPlaces;
  readonly #written: number[] = [];
  /** Index in the reference of the token expected next; `null` when the text has left it. */
  #next: number | null = 0;
  #agreed = 0;

  /** @param context tokens of the prompt, in which turns of phrase are looked up when the reference offers none */
  constructor(reference: readonly number[], context: readonly number[] = []) {
    this.#reference = reference;
    this.#places = new NgramPlaces(context);
  }

  /** Tokens written in a row that stood where the reference had them. */
  get agreed(): number {
    return this.#agreed;
  }

  /** Nothing of the reference is expected next: what is proposed comes from the prompt. */
  get isLost(): boolean {
    return this.#next === null || this.#next >= this.#reference.length;
  }

  /** Takes note of a token that was really written. */
  note(token: number): void {
    this.#written.push(token);
    this.#places.push(token);
    if (this.#next !== null && this.#reference[this.#next] === token) {
      this.#next += 1;
      this.#agreed += 1;
      return;
    }
    this.#agreed = 0;
    this.#next = this.#placeAfterChange(token);
  }

  /** At most `count` tokens that may come next; empty when there is no idea. */
  propose(count: number): readonly number[] {
    if (this.#next !== null && this.#next < this.#reference.length) return this.#reference.slice(this.#next, this.#next + count);
    return this.#places.after(count);
  }

  /** The index behind the place of the reference that agrees with what was written last. */
  #placeAfterChange(token: number): number | null {
    const expected = this.#next;
    if (expected !== null) {
      for (let ahead = 1; ahead <= nearAhead; ahead += 1) if (this.#agrees(expected + ahead, agreeingNear)) return expected + ahead + 1;
      for (let behind = 1; behind <= nearBehind; behind += 1)
        if (this.#agrees(expected - behind, agreeingNear)) return expected - behind + 1;
      // One word was left out, or one was put in between: what was taken for its replacement follows now.
      if (this.#reference[expected + 1] === token) return expected + 2;
      if (expected > 0 && this.#reference[expected - 1] === token) return expected;
    }
    for (let at = agreeingAnywhere - 1; at < this.#reference.length; at += 1) if (this.#agrees(at, agreeingAnywhere)) return at + 1;
    return expected === null ? null : this.#substituted(expected);
  }

  /** After a single unknown token the text most likely goes on behind the one it replaced; a second one ends that belief. */
  #substituted(expected: number): number | null {
    const before = this.#written.at(-2);
    const hasJustDeviated = before === undefined || (expected > 0 && this.#reference[expected - 1] === before);
    return hasJustDeviated ? expected + 1 : null;
  }

  /** Whether the last `count` written tokens are those that end at this index of the reference. */
  #agrees(index: number, count: number): boolean {
    if (index < count - 1 || this.#written.length < count) return false;
    for (let back = 0; back < count; back += 1) {
      if (this.#reference[index - back] !== this.#written[this.#written.length - 1 - back]) return false;
    }
    return true;
  }
}

/** Where each three tokens in a row stood last. */
class NgramPlaces {
  readonly #tokens: number[] = [];
  readonly #ends = new Map<string, number>();
  #previous: number | undefined;

  constructor(tokens: readonly number[]) {
    for (const token of tokens) this.push(token);
  }

  push(token: number): void {
    this.#tokens.push(token);
    const key = this.#key();
    if (key === null) return;
    this.#previous = this.#ends.get(key);
    this.#ends.set(key, this.#tokens.length);
  }

  /** What followed the last three tokens the time before. */
  after(count: number): readonly number[] {
    return this.#previous === undefined ? [] : this.#tokens.slice(this.#previous, this.#previous + count);
  }

  #key(): string | null {
    return this.#tokens.length < agreeingAnywhere ? null : this.#tokens.slice(-agreeingAnywhere).join(' ');
  }
}
