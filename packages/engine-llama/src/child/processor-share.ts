import { cpus } from 'node:os';

/** Processor time up to a moment, in milliseconds. */
export interface ProcessorTimes {
  readonly atMs: number;
  /** Of all processes, on all processors; without those that step aside for others (nice). */
  readonly busyMs: number;
  readonly ownMs: number;
}

const noLimit = 0;
/** Systems count processor time in steps of up to 16 ms. */
const leastMs = 500;
/** So much of a processor may be taken by others before a thread gives way, and less than this before it comes back. */
const toleratedShare = { givingWay: 0.6, comingBack: 0.4 };

export function processorTimes(): ProcessorTimes {
  const { user, system } = process.cpuUsage();
  const busyMs = cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.irq, 0);
  return { atMs: performance.now(), busyMs, ownMs: (user + system) / 1000 };
}

/**
 * How many threads compute. All threads of a pass wait for the slowest one, spinning: where another program has the processor of one of
 * them, the others' time is lost. Measured on two cores with Qwen3-4B's shape: beside one busy program one thread writes 1.34 times as
 * fast as two, beside two programs 1.8 times.
 */
export class ProcessorShare {
  readonly #processors: number;
  readonly #mostThreads: number;
  #threads: number;
  #last: ProcessorTimes | null = null;

  constructor({ processors, mostThreads }: { readonly processors: number; readonly mostThreads: number }) {
    this.#processors = processors;
    this.#mostThreads = mostThreads;
    this.#threads = mostThreads;
  }

  /** To be called about once a second. */
  note(times: ProcessorTimes): void {
    const last = (this.#last ??= times);
    if (times.atMs - last.atMs < leastMs) return;
    this.#last = times;
    this.#threads = this.#fitting(busyOthers(last, times));
  }

  /** Holds the engine to these threads; not while it is measured, which shows what the machine can do with all of them. */
  limit(engine: { maxThreads: number }, { isMeasuring }: { readonly isMeasuring: boolean }): void {
    engine.maxThreads = isMeasuring ? noLimit : this.#threads;
  }

  #fitting(others: number): number {
    const free = this.#processors - others;
    const giveWay = Math.floor(free + toleratedShare.givingWay);
    const comeBack = Math.floor(free + toleratedShare.comingBack);
    return Math.max(1, Math.min(this.#mostThreads, giveWay, Math.max(comeBack, this.#threads)));
  }
}

/** Processors that other processes kept busy between two moments. */
function busyOthers(from: ProcessorTimes, to: ProcessorTimes): number {
  const busyMs = to.busyMs - from.busyMs - (to.ownMs - from.ownMs);
  return Math.max(0, busyMs) / (to.atMs - from.atMs);
}
