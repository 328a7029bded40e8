import { StudioError } from '@maobi/core';

/**
 * Up to 3.51.2 SQLite could lose committed data in WAL mode; 3.50.7 and 3.44.6 carry the repair as well
 * (sqlite.org/releaselog/3_51_3.html).
 */
export function assertSafeVersion(version: string): void {
  if (isSafe(version)) return;
  throw new StudioError('internal', `SQLite ${version} can lose saved data; 3.51.3 or newer is needed.`, {
    hint: 'Install Maobi again to get the SQLite that belongs to it.',
  });
}

function isSafe(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major !== 3) return major > 3;
  const repairedPatch: Record<number, number> = { 44: 6, 50: 7, 51: 3 };
  return minor > 51 || patch >= (repairedPatch[minor] ?? Infinity);
}
