import { readFile } from 'node:fs/promises';
import type { Engine } from '@maobi/core';

/**
 * Most memory that an engine has had at once: what it tells about once a second, and on Linux the kernel's own high-water
 * mark of its process, which misses nothing.
 */
export class PeakMemory {
  readonly #unwatch: () => void;
  #seenBytes: number;

  constructor(engine: Engine) {
    this.#seenBytes = engine.status.memoryBytes ?? 0;
    this.#unwatch = engine.watch(({ memoryBytes }) => {
      this.#seenBytes = Math.max(this.#seenBytes, memoryBytes ?? 0);
    });
  }

  /** The peak so far; the engine must still be alive. */
  async read(): Promise<number> {
    return Math.max(this.#seenBytes, await largestChildBytes());
  }

  stop(): void {
    this.#unwatch();
  }
}

/** `VmHWM` of the largest process that this one has started; 0 where the system does not tell. */
async function largestChildBytes(): Promise<number> {
  const children = (await textOf(`/proc/${process.pid}/task/${process.pid}/children`)).split(' ').filter(Boolean);
  const peaks = await Promise.all(children.map(async (child) => /^VmHWM:\s+(\d+) kB$/mu.exec(await textOf(`/proc/${child}/status`))?.[1]));
  return Math.max(0, ...peaks.map((kilobytes) => Number(kilobytes ?? 0) * 1024));
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
