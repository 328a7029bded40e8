import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { sampleStateFile } from './sample-state-file.ts';
import { SnapshotFolder, type StateReader, type StateWriter } from './snapshot-folder.ts';

const bytesPerToken = 100;
const never = new AbortController().signal;
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
    expect(await states.load(sequence, tokens(10), never)).toBe(true);
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
    expect(await states.load(sequence, tokens(10), never)).toBe(false);
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

describe('a state that cannot be fetched (E15)', () => {
  let files: ReturnType<typeof temporaryFiles>;
  let cells: Uint8Array;
  const sequence: StateReader & StateWriter = {
    saveStateToFile: async (path) => writeFileSync(path, sampleStateFile({ tokens: tokens(10), cells, streams: 1, stream: 0 })),
    loadStateFromFile: async () => {},
  };
  const folder = (sequences: number) =>
    new SnapshotFolder(
      { folder: files.path('snapshots'), capBytes: 1e9, key: 'k', sequences, bytesPerToken, loadsUnmarked: true },
      () => {},
    );
  const content = () =>
    readdirSync(files.path('snapshots')).map((name) => [name, readFileSync(join(files.path('snapshots'), name)).toString('base64')]);
  /** What this function of Node does from now on. */
  const breakNode = (name: 'writeSync' | 'accessSync', code: string) => {
    vi.spyOn(fs, name).mockImplementation(() => {
      throw Object.assign(new Error(`${code}: not now`), { code });
    });
    syncBuiltinESMExports();
  };
  const mendNode = () => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    files = temporaryFiles({});
    cells = Buffer.from('keys and values');
  });
  afterEach(() => {
    mendNode();
    vi.useRealTimers();
    files.remove();
  });

  it.each([
    { name: 'writeSync', code: 'ENOSPC' },
    { name: 'accessSync', code: 'EROFS' },
  ] as const)('because it would have to be rewritten and nothing can be ($code) stays, and is fetched later', async ({ name, code }) => {
    await folder(1).save(sequence, tokens(10));
    const before = content();
    const states = folder(4);
    breakNode(name, code);
    expect(await states.load(sequence, tokens(10), never)).toBe(false);
    expect(states.shared(tokens(10))).toBe(0);
    mendNode();
    expect(content()).toEqual(before);
    vi.advanceTimersByTime(60_000);
    expect(await states.save(sequence, tokens(5))).toBe(true);
    expect(states.shared(tokens(10))).toBe(10);
    expect(await states.load(sequence, tokens(10), never)).toBe(true);
    expect(content()).not.toEqual(before);
    expect(folder(4).shared(tokens(10))).toBe(10);
  });

  it('because it is longer than the context stays for a larger one', async () => {
    const states = folder(1);
    await states.save(sequence, tokens(10));
    states.limitTokens(9);
    expect(states.shared(tokens(8))).toBe(0);
    expect(await states.load(sequence, tokens(8), never)).toBe(false);
    states.limitTokens(10);
    expect(states.shared(tokens(8))).toBe(8);
    expect(await states.load(sequence, tokens(8), never)).toBe(true);
  });

  it('because native code refuses it goes', async () => {
    const states = folder(1);
    await states.save(sequence, tokens(10));
    const refusing: StateReader = { loadStateFromFile: () => Promise.reject(new Error('Failed to load state from file')) };
    expect(await states.load(refusing, tokens(10), never)).toBe(false);
    expect(content()).toEqual([]);
    expect(states.canSave).toBe(true);
  });

  it('because of a Stop while it is rewritten stays as it was', async () => {
    cells = Buffer.alloc(9_000_000, 'keys and values');
    await folder(1).save(sequence, tokens(10));
    const before = content();
    const states = folder(4);
    const stop = new AbortController();
    vi.spyOn(fs, 'writeSync').mockImplementationOnce((...[, bytes]) => {
      stop.abort();
      return bytes.length;
    });
    syncBuiltinESMExports();
    await expect(states.load(sequence, tokens(10), stop.signal)).rejects.toThrow('abort');
    expect(content()).toEqual(before);
    expect(states.shared(tokens(10))).toBe(10);
  });
});
