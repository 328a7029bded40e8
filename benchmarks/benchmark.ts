/** One number, with the bound it must keep where there is one. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Larger is worse. Absent: for knowing only. */
  readonly budget?: number;
}

/** What the command line asks for. */
export interface BenchmarkOptions {
  /** Path of a `.gguf` to measure with; `null`: the demo. */
  readonly model: string | null;
}

/** One file of this folder. Benchmarks measure the built product and are never part of `npm run check`. */
export interface Benchmark {
  readonly name: string;
  readonly about: string;
  measure(options: BenchmarkOptions): Promise<Measurement[]>;
}

/** A benchmark with options of its own, which runs only when it is named first; everything after its name is for it. */
export interface BenchmarkProgram {
  readonly name: string;
  readonly about: string;
  /** Prints its own report; returns the exit code: 1 when a goal is not reached, 2 when something is missing. */
  run(words: readonly string[]): Promise<number>;
}
