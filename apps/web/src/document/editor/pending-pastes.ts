/** What was pasted into an editor and is still being read or brought into the studio. The editor waits for it before it closes. */
export class PendingPastes {
  readonly #pending = new Set<Promise<void>>();

  /** Takes a paste that tells its own failures. */
  add(paste: Promise<void>): void {
    this.#pending.add(paste);
    void paste.finally(() => this.#pending.delete(paste));
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }
}
