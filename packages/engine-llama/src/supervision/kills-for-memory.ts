import { readFileSync } from 'node:fs';

/** Processes that the kernel has ended to free memory since the machine started; `null`: this system does not tell. */
export function killsForMemory(): number | null {
  try {
    const count = /^oom_kill (\d+)$/mu.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1];
    return count === undefined ? null : Number(count);
  } catch {
    return null;
  }
}
