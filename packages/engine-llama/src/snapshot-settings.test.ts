import { describe, expect, it } from 'vitest';
import { snapshotSettings } from './snapshot-settings.ts';

describe('how much states may take on disk (E14)', () => {
  const capOf = async (folder: string) => (await snapshotSettings({ folder }, { key: [], hasCrashed: false })).capBytes;

  it.skipIf(process.platform !== 'linux')('is measured by the disk on which the folder will lie, also before it is made', async () => {
    expect(await capOf('/proc/no/such/snapshots')).toBe(0);
    expect(await capOf(`${process.cwd()}/no/such/snapshots`)).toBeGreaterThan(0);
  });
});
