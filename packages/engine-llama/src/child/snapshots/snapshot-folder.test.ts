import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { SnapshotFolder, type StateFiles } from './snapshot-folder.ts';

const bytesPerToken = 100;
const tokens = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the folder of states (E14)', () => {
  let files: ReturnType<typeof temporaryFiles>;
  const written: string[] = [];
  const sequence: StateFiles = {
    saveStateToFile: async (path) => {
      written.push(path);
      writeFileSync(path, new Uint8Array(1_000), { mode: 0o644 });
    },
    loadStateFromFile: async () => {},
  };
  const folderOf = (capBytes: number) =>
    new SnapshotFolder({ folder: files.path('snapshots'), capBytes, key: 'k', sequences: 1, bytesPerToken }, () => {});

  beforeEach(() => {
    files = temporaryFiles({});
    written.length = 0;
  });
  afterEach(() => files.remove());

  it('does not write a state that is larger than all of them may be, and does not say that it did', async () => {
    const folder = folderOf(1_500);
    expect(await folder.save(sequence, tokens(16))).toBe(false);
    expect(written).toEqual([]);
    expect(await folder.save(sequence, tokens(10))).toBe(true);
    expect(folder.shared(tokens(10))).toBe(10);
  });

  it('does not say that a state is there which came out larger and went at once', async () => {
    const folder = folderOf(900);
    expect(await folder.save(sequence, tokens(5))).toBe(false);
    expect(folder.shared(tokens(5))).toBe(0);
  });

  it('lets nobody else read them', async () => {
    await folderOf(5_000).save(sequence, tokens(10));
    const modes = readdirSync(files.path('snapshots')).map((name) => statSync(join(files.path('snapshots'), name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600]);
  });
});
