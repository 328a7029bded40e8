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
