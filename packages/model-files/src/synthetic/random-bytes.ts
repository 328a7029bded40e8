/** A source of numbers that are random enough for weights and the same for the same seed (xorshift32). */
export class RandomNumbers {
  #state: number;

  constructor(seed: number) {
    // spread, because seeds that differ in one bit would begin alike; never 0, which the method cannot leave
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) || 0x9e3779b9;
    for (let turn = 0; turn < 8; turn += 1) this.next();
  }

  /** A whole number of 32 bits. */
  next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state >>> 0;
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** So many bytes. */
  bytes(length: number): Uint8Array {
    const words = new Uint32Array(Math.ceil(length / 4));
    for (let index = 0; index < words.length; index += 1) words[index] = this.next();
    return new Uint8Array(words.buffer, 0, length);
  }
}
