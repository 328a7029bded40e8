import type { Probe } from '../ports/engine.ts';

/** One probe that was carried out. */
export interface MeasuredProbe {
  readonly probe: Probe;
  /** What the engine measured. */
  readonly ms: number;
  /** What it cost to find that out: repetitions and preparations included. */
  readonly spentMs: number;
}

/** The processor that probes run on. */
export interface ProbedProcessor {
  readonly physicalCores: number;
  /** Threads the engine takes by itself. */
  readonly engineThreads: number;
}

/** Batches that the numbers of threads are compared with: long enough to be reading, short on the slowest machine. */
export const firstBatchTokens = 32;
/** Less of a difference than this share is noise: a batch or a number of threads may lose it. */
export const toleratedLoss = 0.03;

/** What was measured so far, looked up by what was asked. */
export class ProbeTable {
  readonly spentMs: number;
  /** Numbers of threads worth trying: all cores, and about half where memory may be the limit before the cores are. */
  readonly threadCandidates: readonly number[];
  readonly #processor: ProbedProcessor;
  readonly #measured: readonly MeasuredProbe[];

  constructor(processor: ProbedProcessor, measured: readonly MeasuredProbe[]) {
    this.#processor = processor;
    this.#measured = measured;
    this.spentMs = measured.reduce((sum, { spentMs }) => sum + spentMs, 0);
    const { physicalCores } = processor;
    this.threadCandidates = physicalCores > 2 ? [physicalCores, Math.ceil(physicalCores / 2)] : [physicalCores];
  }

  /** The candidate that writes fastest among those that do not lose more than 3 % of the best reading rate. */
  get threads(): number {
    const rates = this.threadCandidates.map((threads) => this.readRate(firstBatchTokens, threads) ?? 0);
    const enough = Math.max(...rates) * (1 - toleratedLoss);
    const readers = this.threadCandidates.filter((_, index) => (rates[index] ?? 0) >= enough);
    const msOf = (threads: number) => this.passMs(1, threads) ?? Number.POSITIVE_INFINITY;
    return readers.reduce((best, threads) => (msOf(threads) < msOf(best) ? threads : best));
  }

  has(probe: Probe): boolean {
    return this.#find(probe) !== undefined;
  }

  /** With the chosen threads, unless others are named. */
  passMs(positions: number, threads = this.threads): number | undefined {
    return this.#find(this.pass(positions, threads))?.ms;
  }

  /** Milliseconds of one batch. */
  batchMs(batchTokens: number, threads = this.threads): number | undefined {
    const found = this.#find(this.read(batchTokens, batchTokens, threads));
    return found?.probe.kind === 'read' ? (found.ms * batchTokens) / found.probe.tokens : undefined;
  }

  /** Tokens a millisecond, read in such batches. */
  readRate(batchTokens: number, threads = this.threads): number | undefined {
    const ms = this.batchMs(batchTokens, threads);
    return ms === undefined ? undefined : batchTokens / ms;
  }

  togetherMs(sequences: number): number | undefined {
    return this.#find({ kind: 'together', sequences })?.ms;
  }

  /** How often one probe of passes repeats its pass, as far as the first one told. */
  get repetitions(): number {
    const first = this.#measured.find(({ probe }) => probe.kind === 'pass');
    return first ? Math.max(1, first.spentMs / first.ms) : 1;
  }

  pass(positions: number, threads = this.threads): Probe {
    return { kind: 'pass', positions, ...this.#unlessOwn(threads) };
  }

  read(tokens: number, batchTokens: number, threads = this.threads): Probe {
    return { kind: 'read', tokens, batchTokens, ...this.#unlessOwn(threads) };
  }

  #unlessOwn(threads: number): { readonly threads?: number } {
    return threads === this.#processor.engineThreads ? {} : { threads };
  }

  #find(wanted: Probe): MeasuredProbe | undefined {
    return this.#measured.find(({ probe }) => nameOf(probe) === nameOf(wanted));
  }
}

/** Least share of the time for less work that more of it can take: less is no measurement of the model. */
const leastOfLess = 0.5;
/** Most of the time for less work, as often as it makes up more, that this can take: nothing keeps it from being done bit by bit. */
const mostOfLess = 1.5;

/** Probes that took far longer than others say they can: other programs were at work meanwhile. */
export function disturbedProbes(measured: readonly MeasuredProbe[], { engineThreads }: ProbedProcessor): MeasuredProbe[] {
  const works = measured.map((each) => ({ each, work: workOf(each, engineThreads) }));
  return works.filter(({ work }) => works.some((other) => isTooLong(work, other.work))).map(({ each }) => each);
}

function isTooLong(work: Work, other: Work): boolean {
  if (work.kind !== other.kind || (work.threads !== other.threads && work.rows !== other.rows)) return false;
  const times = work.rows / work.threads / (other.rows / other.threads);
  return times < 1 ? other.ms < work.ms * leastOfLess : times > 1 && work.ms > other.ms * Math.ceil(times) * mostOfLess;
}

/** Without these nothing is known of a model. */
export function isIndispensable(probe: Probe): boolean {
  return (probe.kind === 'pass' && probe.positions === 1) || (probe.kind === 'read' && probe.batchTokens === firstBatchTokens);
}

/** Rows that are computed at once with so many threads, and milliseconds for them. */
interface Work {
  readonly kind: Probe['kind'];
  readonly rows: number;
  readonly threads: number;
  readonly ms: number;
}

function workOf({ probe, ms }: MeasuredProbe, engineThreads: number): Work {
  switch (probe.kind) {
    case 'read':
      return {
        kind: 'read',
        rows: probe.batchTokens,
        threads: probe.threads ?? engineThreads,
        ms: (ms * probe.batchTokens) / probe.tokens,
      };
    case 'pass':
      return { kind: 'pass', rows: probe.positions, threads: probe.threads ?? engineThreads, ms };
    case 'together':
      return { kind: 'together', rows: probe.sequences, threads: engineThreads, ms };
  }
}

/** The same for probes that measure the same thing, however many batches they read. */
export function nameOf(probe: Probe): string {
  switch (probe.kind) {
    case 'read':
      return `read ${probe.batchTokens} ${probe.threads}`;
    case 'pass':
      return `pass ${probe.positions} ${probe.threads}`;
    case 'together':
      return `together ${probe.sequences}`;
  }
}
