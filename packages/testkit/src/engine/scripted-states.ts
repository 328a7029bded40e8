import { commonPrefixLength } from './scripted-tokens.ts';

/** A state that one generation has to itself until it leaves. */
export interface TakenState {
  /** What the state holds; the generation adds what it reads and writes. */
  readonly tokens: string[];
  leave(): void;
}

/** States held side by side, as an engine keeps several conversations; whoever finds none free waits. */
export class ScriptedStates {
  readonly #free: string[][];
  readonly #taken = new Set<string[]>();
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = Array.from({ length: count }, () => []);
  }

  /** Tokens at the start of `wanted` that some state holds. */
  held(wanted: readonly string[]): number {
    return Math.max(0, ...[...this.#free, ...this.#taken].map((tokens) => commonPrefixLength(tokens, wanted)));
  }

  /**
   * The free state of which most goes on, else the one that was left first; cut to what it shares with `wanted`. When the
   * signal fires before one is free, an empty one that is no state of the engine's.
   */
  async enter(wanted: readonly string[], signal: AbortSignal): Promise<TakenState> {
    while (this.#free.length === 0 && !signal.aborted) await this.#change(signal);
    if (signal.aborted) return { tokens: [], leave: () => {} };
    const shared = this.#free.map((tokens) => commonPrefixLength(tokens, wanted));
    const most = Math.max(...shared);
    const goesOn = shared.findIndex((count, index) => count === most && 2 * count > (this.#free[index]?.length ?? 0));
    const [tokens = []] = this.#free.splice(Math.max(0, goesOn), 1);
    tokens.length = commonPrefixLength(tokens, wanted);
    this.#taken.add(tokens);
    return { tokens, leave: () => this.#leave(tokens) };
  }

  clear(): void {
    for (const tokens of [...this.#free, ...this.#taken]) tokens.length = 0;
  }

  /** Resolves when a state became free or the signal fired. */
  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #leave(tokens: string[]): void {
    if (!this.#taken.delete(tokens)) return;
    this.#free.push(tokens);
    // all of them: the first may have given up in the same moment
    for (const wake of this.#waiting) wake();
  }
}
