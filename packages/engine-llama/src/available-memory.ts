import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { containerMemory, type ReadText } from './container-memory.ts';

/** Memory that a new program can take without pushing others out: what is free, caches included, within the container's limit. */
export async function availableMemoryBytes(): Promise<number> {
  const machine = (process.platform === 'darwin' ? await macBytes() : await linuxBytes()) ?? freemem();
  const container = await containerMemory(textOf);
  return Math.min(machine, container?.freeBytes ?? machine);
}

/** Memory that all programs of this machine, or of the container around this one, may take together. */
export async function totalMemoryBytes(read: ReadText = textOf): Promise<number> {
  const container = await containerMemory(read);
  return Math.min(totalmem(), container?.limitBytes ?? Number.POSITIVE_INFINITY);
}

async function linuxBytes(): Promise<number | null> {
  const facts = await textOf('/proc/meminfo');
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/mu.exec(facts ?? '')?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

async function macBytes(): Promise<number | null> {
  const answer = await promisify(execFile)('/usr/bin/vm_stat', { timeout: 2000 }).catch(() => null);
  return answer && readVmStat(answer.stdout);
}

/**
 * What macOS can hand out at once: pages that are free, read ahead, or not used for a while. Pages that were never used, which Node calls free,
 * are a small part of it. The same sum as psutil's `available`. `null`: this is not what `vm_stat` prints.
 */
export function readVmStat(text: string): number | null {
  const pageBytes = Number(/page size of (\d+) bytes/u.exec(text)?.[1]);
  const pages = ['free', 'speculative', 'inactive'].map((kind) =>
    Number(new RegExp(`^Pages ${kind}:\\s+(\\d+)\\.$`, 'mu').exec(text)?.[1]),
  );
  const bytes = pageBytes * pages.reduce((sum, count) => sum + count, 0);
  return Number.isFinite(bytes) ? bytes : null;
}

function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
