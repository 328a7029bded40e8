/** A hidden page gets no frames: what is painted then is painted once, when it is looked at again. */
type AtNextFrame = (paint: () => void) => void;

/**
 * Spaces the paintings of a text that grows: the first word after a rest is painted at once, what follows within the interval together. Each
 * painting costs the same, whether one word is new or three, and takes its time from the model that writes on the same processor.
 */
export class PaintSchedule {
  readonly #intervalMs: number;
  readonly #atNextFrame: AtNextFrame;
  #paintedAtMs = Number.NEGATIVE_INFINITY;

  constructor(intervalMs: number, atNextFrame: AtNextFrame = (paint) => requestAnimationFrame(paint)) {
    this.#intervalMs = intervalMs;
    this.#atNextFrame = atNextFrame;
  }

  /** To be called once for each painting. */
  readonly schedule = (paint: () => void): void => {
    const waitMs = Math.max(0, this.#paintedAtMs + this.#intervalMs - performance.now());
    setTimeout(() => {
      this.#atNextFrame(() => {
        this.#paintedAtMs = performance.now();
        paint();
      });
    }, waitMs);
  };
}
