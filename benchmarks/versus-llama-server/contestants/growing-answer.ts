import { setTimeout as pause } from 'node:timers/promises';
import type { StudioClient } from '@maobi/contract';

interface Progress {
  readonly atMs: number;
  readonly writtenTokens: number;
}

/** An answer of Maobi while it is written, watched as its page watches it. */
export class GrowingAnswer {
  readonly #client: StudioClient;
  readonly #runId: string;
  readonly #watching: Promise<void>;
  #last: Progress | null = null;
  #hasEnded = false;

  constructor(client: StudioClient, runId: string) {
    this.#client = client;
    this.#runId = runId;
    this.#watching = this.#watch();
  }

  /** Resolves with the first words. */
  async begun(): Promise<void> {
    while (this.#last === null) await this.#moment();
  }

  /** Tokens per second over this time from now, between the arrival of words. */
  async rateOver(ms: number): Promise<number> {
    const first = await this.#next();
    let last = first;
    while (last.atMs - first.atMs < ms) last = await this.#next();
    return ((last.writtenTokens - first.writtenTokens) / (last.atMs - first.atMs)) * 1000;
  }

  async stop(): Promise<void> {
    await this.#client.call('stopRun', { params: { id: this.#runId }, body: {} });
    await this.#watching;
  }

  async #next(): Promise<Progress> {
    const known = this.#last;
    while (this.#last === known || this.#last === null) await this.#moment();
    return this.#last;
  }

  async #moment(): Promise<void> {
    if (this.#hasEnded) throw new Error('The answer ended while it was measured: the model ends by itself, or the context is too small.');
    await pause(momentMs);
  }

  async #watch(): Promise<void> {
    for await (const event of this.#client.streamRun(this.#runId))
      if (event.type === 'text') this.#last = { atMs: performance.now(), writtenTokens: event.written };
    this.#hasEnded = true;
  }
}

const momentMs = 5;
