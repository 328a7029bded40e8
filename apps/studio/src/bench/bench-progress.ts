/** Work that takes time, told before it begins. */
export interface BenchStep {
  readonly name: string;
  /** Times that the model is loaded in it. */
  readonly loads: number;
  readonly readTokens: number;
  readonly writtenTokens: number;
}

interface Pace {
  readonly loadMs: number;
  readonly readTokenMs: number;
  readonly writtenTokenMs: number;
}

/** Where the measurement of one model stands and how long it will still take, once the pace of this machine is known. */
export class BenchProgress {
  readonly #steps: readonly BenchStep[];
  readonly #onStep: () => void;
  readonly #now: () => number;
  #pace: Partial<Pace> = {};
  #current = 0;
  #startedMs: number;

  constructor(steps: readonly BenchStep[], onStep: () => void, now: () => number = () => performance.now()) {
    this.#steps = steps;
    this.#onStep = onStep;
    this.#now = now;
    this.#startedMs = now();
  }

  /** What is being done, for people. */
  get stepName(): string {
    return this.#steps[this.#current]?.name ?? '';
  }

  /** Which one that is, from 1. */
  get step(): number {
    return this.#current + 1;
  }

  get steps(): number {
    return this.#steps.length;
  }

  /** The next step with this name begins; what stands before it is done. */
  begin(name: string): void {
    const found = this.#steps.findIndex((step, index) => index >= this.#current && step.name === name);
    if (found >= 0) this.#current = found;
    this.#startedMs = this.#now();
    this.#onStep();
  }

  /** Takes what was just measured as what the rest will take. */
  learn(pace: Partial<Pace>): void {
    this.#pace = { ...this.#pace, ...pace };
  }

  /** `null` as long as the pace is not known. */
  get remainingMs(): number | null {
    const { loadMs, readTokenMs, writtenTokenMs } = this.#pace;
    if (loadMs === undefined || readTokenMs === undefined || writtenTokenMs === undefined) return null;
    const [current = 0, ...later] = this.#steps
      .slice(this.#current)
      .map((step) => step.loads * loadMs + step.readTokens * readTokenMs + step.writtenTokens * writtenTokenMs);
    const left = Math.max(0, current - (this.#now() - this.#startedMs));
    return later.reduce((sum, each) => sum + each, left);
  }
}
