import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { SnapshotFolder, type StateReader, type StateWriter } from './snapshot-folder.ts';

const bytesPerToken = 100;
const tokens = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the folder of states (E14)', () => {
  let files: ReturnType<typeof temporaryFiles>;
  const written: string[] = [];
  const sequence: StateReader & StateWriter = {
    saveStateToFile: async (path) => {
      written.push(path);
      writeFileSync(path, new Uint8Array(1_000), { mode: 0o644 });
    },
    loadStateFromFile: async () => {},
  };
  const folderOf = (capBytes: number) =>
    new SnapshotFolder({ folder: files.path('snapshots'), capBytes, key: 'k', sequences: 1, bytesPerToken, loadsUnmarked: true }, () => {});

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

describe('a folder that cannot be written (E15)', () => {
  let files: ReturnType<typeof temporaryFiles>;
  let remarks: string[];
  let tries: number;
  /** What happens in the middle of writing a state. */
  let mishap: ((path: string) => void) | null;
  const sequence: StateReader & StateWriter = {
    saveStateToFile: async (path) => {
      tries += 1;
      writeFileSync(path, new Uint8Array(600));
      mishap?.(path);
      writeFileSync(path, new Uint8Array(1_000));
    },
    loadStateFromFile: async () => {},
  };
  const path = () => files.path('snapshots');
  const folder = () =>
    new SnapshotFolder({ folder: path(), capBytes: 10_000, key: 'k', sequences: 1, bytesPerToken, loadsUnmarked: true }, (text) =>
      remarks.push(text),
    );
  const failing = (code: string) => () => {
    throw Object.assign(new Error(`${code}: it cannot be written`), { code });
  };
  const afterMinutes = (minutes: number) => vi.advanceTimersByTime(minutes * 60_000);

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    files = temporaryFiles({});
    remarks = [];
    tries = 0;
    mishap = null;
  });
  afterEach(() => {
    vi.useRealTimers();
    files.remove();
  });

  it.each(['ENOSPC', 'EROFS', 'EIO'])(
    'is left alone for a while when writing fails midway with %s, and nothing half-written stays',
    async (code) => {
      const states = folder();
      mishap = failing(code);
      expect(await states.save(sequence, tokens(10))).toBe(false);
      expect(readdirSync(path())).toEqual([]);
      expect(states.canSave).toBe(false);
      expect(await states.save(sequence, tokens(10))).toBe(false);
      expect(tries).toBe(1);
      expect(remarks).toEqual([expect.stringContaining(code)]);
    },
  );

  it('is tried again later, less and less often, with one word to the log when it fails and one when it works again', async () => {
    const states = folder();
    mishap = failing('ENOSPC');
    for (const minutes of [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) {
      await states.save(sequence, tokens(10));
      afterMinutes(minutes);
    }
    expect(tries).toBe(5); // at 0, 1, 2, 4 and 8 minutes
    afterMinutes(11);
    mishap = null;
    expect(await states.save(sequence, tokens(10))).toBe(true);
    expect(states.shared(tokens(10))).toBe(10);
    expect(remarks).toEqual([expect.stringContaining('cannot be kept'), expect.stringContaining('again')]);
    mishap = failing('ENOSPC');
    expect(await states.save(sequence, tokens(12))).toBe(false);
    expect(remarks).toHaveLength(3);
    expect(await states.load(sequence, tokens(10))).toBe(true);
  });

  it('keeps no state whose record could not be written', async () => {
    const states = folder();
    mishap = (part) => mkdirSync(part.replace(/part$/u, 'json'));
    expect(await states.save(sequence, tokens(10))).toBe(false);
    expect(states.shared(tokens(10))).toBe(0);
    expect(readdirSync(path()).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it('is made anew when it went missing', async () => {
    const states = folder();
    rmSync(path(), { recursive: true });
    expect(await states.save(sequence, tokens(10))).toBe(true);
    expect(existsSync(path())).toBe(true);
    expect(remarks).toEqual([]);
  });

  it('is done without while a file lies in its place, also from the start, and used once it is gone', async () => {
    writeFileSync(path(), 'no folder');
    const states = folder();
    expect(states.canSave).toBe(false);
    expect(await states.save(sequence, tokens(10))).toBe(false);
    expect(await states.load(sequence, tokens(10))).toBe(false);
    rmSync(path());
    afterMinutes(1);
    expect(await states.save(sequence, tokens(10))).toBe(true);
  });

  it('loses what was garbage of ours, and keeps what is not ours', async () => {
    mkdirSync(path());
    const name = '0190a000-0000-4000-8000-000000000001';
    for (const ending of ['json', 'state', 'part', 'loading']) writeFileSync(join(path(), `${name}.${ending}`), 'garbage');
    writeFileSync(join(path(), 'letter.txt'), 'mine');
    const states = folder();
    expect(readdirSync(path())).toEqual(['letter.txt']);
    expect(await states.save(sequence, tokens(10))).toBe(true);
    expect(remarks).toEqual([]);
  });
});
