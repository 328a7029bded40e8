const sliceMs = 12;

/** Work that takes long, done in slices between which the page answers: the writer goes on, and what changed is drawn. */
export class Slices {
  #endMs = performance.now() + sliceMs;

  /** To be awaited between two small pieces of the work: goes on at once while the slice lasts, else behind what waits for the page. */
  async next(): Promise<void> {
    if (performance.now() < this.#endMs) return;
    await otherTasks();
    this.#endMs = performance.now() + sliceMs;
  }
}

/** Resolves when others had their turn. A message, for timers are held back in a page that is not looked at. */
export function otherTasks(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
