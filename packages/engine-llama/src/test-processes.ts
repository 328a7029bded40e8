import { readFileSync, readdirSync } from 'node:fs';

/** Engine processes that this process has started. Linux only, like the tests that need it. */
export function engineChildren(parent = process.pid): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((processId) => processId > 0 && isEngineOf(parent, processId));
}

function isEngineOf(parent: number, processId: number): boolean {
  try {
    const isChild = new RegExp(`^PPid:\\s+${parent}$`, 'mu').test(readFileSync(`/proc/${processId}/status`, 'utf8'));
    return isChild && readFileSync(`/proc/${processId}/cmdline`, 'utf8').includes('engine-child');
  } catch {
    return false;
  }
}
