/** What tabs hold, one after the other, as browsers have it. */
export class FakeLocks {
  readonly #last = new Map<string, Promise<void>>();

  request(name: string, { signal }: { readonly signal: AbortSignal }, work: () => Promise<void>): Promise<void> {
    const held = (this.#last.get(name) ?? Promise.resolve()).then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#last.set(
      name,
      held.catch(() => undefined),
    );
    return held;
  }

  /** Another tab holds it until the result is called. */
  holdElsewhere(name: string): () => void {
    let leave = (): void => undefined;
    const otherTab = new Promise<void>((resolve) => (leave = resolve));
    void this.request(name, { signal: new AbortController().signal }, () => otherTab);
    return leave;
  }
}
