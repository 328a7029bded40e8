import { statfs } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import type { MachineProbe } from '@maobi/core';
import { availableMemoryBytes, totalMemoryBytes } from '@maobi/engine-llama';
import { readProcessor, type Processor } from './processor.ts';

/** Reads this machine; the processor once, memory and disk each time. */
export function createMachineProbe(dataFolder: string): MachineProbe {
  let processor: Promise<Processor> | undefined;
  return {
    read: async () => {
      processor ??= readProcessor();
      const { name, physicalCores, features } = await processor;
      return {
        platform: platform(),
        architecture: arch(),
        processor: name,
        physicalCores,
        features: [...features],
        totalMemoryBytes: await totalMemoryBytes(),
        freeMemoryBytes: await availableMemoryBytes(),
        freeDiskBytes: await freeDisk(dataFolder),
      };
    },
  };
}

async function freeDisk(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return 0; // not known: whoever needs space asks again before using it
  }
}
