const pauseMs = 250;
const longestWaitMs = 1000;

/**
 * Hands on what was typed: a moment after the keys pause, a second after the first of them where they do not, and at once when the page is
 * hidden or left. Never while a key is being answered.
 */
export class WordsSender {
  readonly #send: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first key came that was not handed on; `null`: everything was. */
  #since: number | null = null;

  constructor(send: () => void) {
    this.#send = send;
    addEventListener('pagehide', this.flush);
    document.addEventListener('freeze', this.flush);
    document.addEventListener('visibilitychange', this.#flushHidden);
  }

  /** Call for each change. */
  note(): void {
    this.#since ??= Date.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.flush, Math.max(0, Math.min(pauseMs, this.#since + longestWaitMs - Date.now())));
  }

  readonly flush = (): void => {
    clearTimeout(this.#timer);
    if (this.#since === null) return;
    this.#since = null;
    this.#send();
  };

  /** Hands on what is left, and is at an end. */
  close(): void {
    this.flush();
    removeEventListener('pagehide', this.flush);
    document.removeEventListener('freeze', this.flush);
    document.removeEventListener('visibilitychange', this.#flushHidden);
  }

  readonly #flushHidden = (): void => {
    if (document.visibilityState === 'hidden') this.flush();
  };
}
