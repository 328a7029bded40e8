import type { ServerResponse } from 'node:http';

/** Answers that were begun and not yet read to their end. */
export class OpenAnswers {
  readonly #open = new Set<ServerResponse>();
  #whenEmpty: (() => void) | null = null;

  add(answer: ServerResponse): void {
    this.#open.add(answer);
    answer.once('close', () => {
      this.#open.delete(answer);
      if (this.#open.size === 0) this.#whenEmpty?.();
    });
  }

  /** Resolves when none is open any more. */
  async allEnded(): Promise<void> {
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => (this.#whenEmpty = resolve));
  }
}
