/** Most of the time that drawing a growing text may take, of one processor. */
const mostShare = 0.02;
const leastIntervalMs = 200;
/** A reader's eye is not there yet: half a second is three words. */
const mostIntervalMs = 500;
/** So many paintings are looked at: one alone may have been held up by something else. */
const paintingsMeasured = 5;

/** How paintings are brought into the frames of a page. */
export interface Frames {
  /** A hidden page gets no frames: what is painted then is painted once, when it is looked at again. */
  readonly atNext: (paint: () => void) => void;
  /** Behind what the page does with what was painted: layout and drawing. */
  readonly afterwards: (done: () => void) => void;
}

const framesOfPage: Frames = {
  atNext: (paint) => requestAnimationFrame(paint),
  afterwards: (done) => setTimeout(done),
};

/**
 * Spaces the paintings of a text that grows: the first word after a rest is painted at once, what follows within the interval together. Each
 * painting costs the same, whether one word is new or three, and takes its time from the model that writes on the same processor. So they are
 * as far apart as they are dear here: a fifth of a second where drawing is quick, half a second where it is slow, or the processor is busy.
 */
export class PaintSchedule {
  readonly #frames: Frames;
  readonly #costsMs: number[] = [];
  #paintedAtMs = Number.NEGATIVE_INFINITY;

  constructor(frames = framesOfPage) {
    this.#frames = frames;
  }

  /** To be called once for each painting. */
  readonly schedule = (paint: () => void): void => {
    const waitMs = Math.max(0, this.#paintedAtMs + this.#intervalMs() - performance.now());
    setTimeout(() => this.#frames.atNext(() => this.#paint(paint)), waitMs);
  };

  #paint(paint: () => void): void {
    const beganMs = performance.now();
    this.#paintedAtMs = beganMs;
    paint();
    this.#frames.afterwards(() => {
      this.#costsMs.push(performance.now() - beganMs);
      if (this.#costsMs.length > paintingsMeasured) this.#costsMs.shift();
    });
  }

  #intervalMs(): number {
    const costs = this.#costsMs.toSorted((one, other) => one - other);
    const usualMs = costs[Math.floor(costs.length / 2)] ?? 0;
    return Math.min(mostIntervalMs, Math.max(leastIntervalMs, usualMs / mostShare));
  }
}
