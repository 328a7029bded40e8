import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Engine } from '@maobi/core';

/**
 * Most memory that an engine has had at once: what it tells about once a second, and on Linux the kernel's own high-water
 * mark of its process, which misses nothing.
 */
export class PeakMemory {
  readonly #unwatch: () => void;
  readonly #others: ReadonlySet<string>;
  #seenBytes: number;

  /** @param others processes that were there before the engine was made, from `childProcesses` */
  constructor(engine: Engine, others: ReadonlySet<string>) {
    this.#others = others;
    this.#seenBytes = engine.status.memoryBytes ?? 0;
    this.#unwatch = engine.watch(({ memoryBytes }) => {
      this.#seenBytes = Math.max(this.#seenBytes, memoryBytes ?? 0);
    });
  }

  /** The peak so far; the engine must still be alive. */
  async read(): Promise<number> {
    return Math.max(this.#seenBytes, await largestChildBytes(this.#others));
  }

  stop(): void {
    this.#unwatch();
  }
}

/** Ids of the processes that this one has started; none where the system does not tell. */
export function childProcesses(): Set<string> {
  try {
    return new Set(readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean));
  } catch {
    return new Set();
  }
}

/** `VmHWM` of the largest process that this one has started, but for `others`; 0 where the system does not tell. */
async function largestChildBytes(others: ReadonlySet<string>): Promise<number> {
  const children = [...childProcesses()].filter((child) => !others.has(child));
  const peaks = await Promise.all(children.map(async (child) => /^VmHWM:\s+(\d+) kB$/mu.exec(await textOf(`/proc/${child}/status`))?.[1]));
  return Math.max(0, ...peaks.map((kilobytes) => Number(kilobytes ?? 0) * 1024));
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
