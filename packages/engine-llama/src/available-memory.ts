import { readFile } from 'node:fs/promises';
import { freemem } from 'node:os';

/** Memory that a new program can take without pushing others out: what is free, caches included, within the container's limit. */
export async function availableMemoryBytes(): Promise<number> {
  const machine = await machineBytes();
  const container = await containerBytes();
  return Math.min(machine, container ?? machine);
}

async function machineBytes(): Promise<number> {
  const facts = await textOf('/proc/meminfo');
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/mu.exec(facts ?? '')?.[1];
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
}

async function containerBytes(): Promise<number | null> {
  const limit = Number(await textOf('/sys/fs/cgroup/memory.max'));
  const used = Number(await textOf('/sys/fs/cgroup/memory.current'));
  if (!(limit > 0) || !(used > 0)) return null;
  const cache = /^inactive_file (\d+)$/mu.exec((await textOf('/sys/fs/cgroup/memory.stat')) ?? '')?.[1] ?? 0;
  return Math.max(0, limit - used + Number(cache));
}

function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
