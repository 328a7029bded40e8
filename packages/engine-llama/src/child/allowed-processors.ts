import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Processors that this process may use at once, a container's quota included. More threads than that only wait. */
export function allowedProcessors(): number {
  return Math.min(availableParallelism(), quota() ?? Infinity);
}

function quota(): number | null {
  try {
    const [allowed, period] = readFileSync('/sys/fs/cgroup/cpu.max', 'utf8').split(' ').map(Number);
    return allowed && period ? Math.max(1, Math.round(allowed / period)) : null;
  } catch {
    return null;
  }
}
