/** What a run has to do, in tokens. */
export interface RunWork {
  readonly model: string;
  readonly promptTokens: number;
  /** Of these, held already. */
  readonly cachedTokens: number;
  /** How many it will probably write; `null` when nobody can know. */
  readonly writtenTokens: number | null;
  /** Texts that are written in the same passes, this one among them; 1 by default. Each is written slower, all together faster. */
  readonly atOnce?: number;
}

export interface RunEstimate {
  readonly readingMs: number;
  /** `null` when the length of the answer is unknown. */
  readonly writingMs: number | null;
}

/** What really happened, to mend the next estimate. */
export interface RunObservation {
  readonly model: string;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly writtenTokens: number;
  readonly readingMs: number;
  readonly writingMs: number;
}

/** Says beforehand how long a run will take on this machine. */
export interface RunEstimator {
  /** `null` as long as nothing is known of the model on this machine. */
  estimate(work: RunWork): RunEstimate | null;
  observe(observation: RunObservation): void;
}
