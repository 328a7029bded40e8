import fs, { readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { sampleStateFile } from './sample-state-file.ts';
import { SnapshotFolder, type StateReader, type StateWriter } from './snapshot-folder.ts';

const never = new AbortController().signal;
/** Less than a state really has, which is about 130 bytes. */
const bytesPerToken = 10;
const dayMs = 86_400_000;
/** Nothing in common with those of another topic. */
const tokensOf = (topic: number, count = 10) => Array.from({ length: count }, (_, index) => 1000 * topic + index);
const contentOf = (tokens: readonly number[]) => Buffer.from(`keys and values of ${tokens.join()}`);

let files: ReturnType<typeof temporaryFiles>;
let remarks: string[];
beforeEach(() => {
  files = temporaryFiles({});
  remarks = [];
});
afterEach(() => {
  mendNode();
  files.remove();
});

const path = (name = '') => join(files.path('snapshots'), name);
const names = () => readdirSync(path()).toSorted();
const opened = ({ capBytes = 1e6, sequences = 1 } = {}) =>
  new SnapshotFolder({ folder: path(), capBytes, key: 'k', sequences, bytesPerToken, loadsUnmarked: true }, (text) => remarks.push(text));
const writing = (tokens: readonly number[], streams = 1): StateWriter => ({
  saveStateToFile: async (to) => writeFileSync(to, sampleStateFile({ tokens, cells: contentOf(tokens), streams, stream: 0 })),
});
const save = (folder: SnapshotFolder, tokens: readonly number[]) => folder.save(writing(tokens), tokens);
/** What was fetched for these tokens, `null` where nothing could be. */
async function fetched(folder: SnapshotFolder, tokens: readonly number[]): Promise<Buffer | null> {
  let content: Buffer | null = null;
  const reader: StateReader = { loadStateFromFile: async (from) => void (content = readFileSync(from)) };
  return (await folder.load(reader, tokens, never)) ? content : null;
}
const expectRight = (content: Buffer | null, tokens: readonly number[]) => expect(content?.includes(contentOf(tokens))).toBe(true);

const operations = ['writeFileSync', 'renameSync', 'rmSync', 'utimesSync', 'chmodSync', 'mkdirSync', 'writeSync'] as const;
/** Nothing that would change a file happens from now on but the first `count` operations, as if the process had been killed then. */
function killedAfter(count: number): { readonly isDead: boolean } {
  let left = count;
  for (const name of operations) {
    const real = fs[name] as (...parameters: unknown[]) => unknown;
    vi.spyOn(fs, name as 'rmSync').mockImplementation(((...parameters: unknown[]) => {
      left = left > 0 ? left - 1 : -1;
      if (left < 0) throw new Error('killed');
      return real(...parameters);
    }) as never);
  }
  syncBuiltinESMExports();
  return {
    get isDead() {
      return left < 0;
    },
  };
}
function mendNode(): void {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
}

describe('E15 a kill before any operation on files, then a new start', () => {
  const known = [tokensOf(1), tokensOf(2), tokensOf(1, 16), tokensOf(3)];
  const room = 300; // for two of them
  const works: Record<string, (folder: () => SnapshotFolder) => Promise<unknown>> = {
    'while a state is written': (folder) => save(folder(), tokensOf(3)),
    'while a longer state takes the place of its beginning': (folder) => save(folder(), tokensOf(1, 16)),
    'while a state is fetched': (folder) => fetched(folder(), tokensOf(1)),
    'while a state is rewritten for another context': () => fetched(opened({ sequences: 3 }), tokensOf(1)),
    'while those used longest ago are removed': () => Promise.resolve(opened({ capBytes: 1 })),
  };

  it.each(Object.keys(works))('%s: what is fetched is right, and nothing is left behind', async (work) => {
    for (let count = 0, isDone = false; !isDone; count += 1) {
      rmSync(path(), { recursive: true, force: true });
      const before = opened({ capBytes: room });
      for (const tokens of [tokensOf(1), tokensOf(2)]) expect(await save(before, tokens)).toBe(true);
      const kill = killedAfter(count);
      await Promise.resolve()
        .then(() => works[work]!(() => before))
        .catch(() => null);
      isDone = !kill.isDead;
      mendNode();
      const after = opened({ capBytes: room });
      const kept = names();
      expect(kept.filter((name) => !/\.(?:json|state)$/u.test(name))).toEqual([]);
      expect(kept.filter((name) => name.endsWith('json')).map((name) => name.replace('json', 'state'))).toEqual(
        kept.filter((name) => name.endsWith('state')),
      );
      expect(kept.reduce((sum, name) => sum + (name.endsWith('state') ? statSync(path(name)).size : 0), 0)).toBeLessThanOrEqual(room);
      for (const tokens of known) {
        if (after.shared(tokens) === tokens.length) {
          const holder = known.filter((other) => tokens.every((token, index) => other[index] === token));
          const content = await fetched(after, tokens);
          expect(holder.some((other) => content?.includes(contentOf(other)))).toBe(true);
        }
      }
      if (count === 0) expect(kept).toHaveLength(4);
    }
  });
});

describe('E15 two studios with one folder', () => {
  it('fetch nothing wrong, whichever of them writes and removes', async () => {
    const [one, other] = [opened(), opened()];
    await save(one, tokensOf(1));
    const third = opened({ capBytes: 500 });
    expectRight(await fetched(third, tokensOf(1)), tokensOf(1));
    await save(other, tokensOf(2));
    for (const topic of [3, 4, 5]) await save(third, tokensOf(topic));
    expect(await fetched(one, tokensOf(1))).toBeNull(); // the third one removed it
    expect(one.shared(tokensOf(1))).toBe(0);
    expectRight(await fetched(other, tokensOf(2)), tokensOf(2));
  });

  it('lose at most what one writes while the other one starts, and leave nothing of it behind', async () => {
    const one = opened();
    const writer: StateWriter = {
      saveStateToFile: async (to) => {
        await writing(tokensOf(1)).saveStateToFile(to);
        opened();
      },
    };
    expect(await one.save(writer, tokensOf(1))).toBe(false);
    expect(names()).toEqual([]);
    expect(one.shared(tokensOf(1))).toBe(0);
  });
});

describe('E15 a folder that others change while it is used', () => {
  const stateFile = () => names().find((name) => name.endsWith('.state'))!;

  it.each([
    ['cut off', () => truncateSync(path(stateFile()), 20)],
    ['replaced by another of its length', () => writeFileSync(path(stateFile()), Buffer.alloc(statSync(path(stateFile())).size, 7))],
    ['gone', () => rmSync(path(stateFile()))],
    ['called otherwise', () => renameSync(path(stateFile()), path('mine.state'))],
  ])('does not give a state that was %s after it was found, and removes what is left of it', async (_what, change) => {
    const folder = opened();
    await save(folder, tokensOf(1));
    expect(folder.shared(tokensOf(1))).toBe(10);
    change();
    expect(await fetched(folder, tokensOf(1))).toBeNull();
    expect(folder.shared(tokensOf(1))).toBe(0);
    expect(names().filter((name) => name !== 'mine.state')).toEqual([]);
    expect(await save(folder, tokensOf(1))).toBe(true);
  });

  it('writes again what was in it when it was removed', async () => {
    const folder = opened();
    await save(folder, tokensOf(1));
    rmSync(path(), { recursive: true });
    expect(await save(folder, tokensOf(2))).toBe(true);
    expect(folder.shared(tokensOf(1))).toBe(0);
    expect(await save(folder, tokensOf(1))).toBe(true);
    expect(names()).toHaveLength(4);
    expectRight(await fetched(folder, tokensOf(1)), tokensOf(1));
    expect(remarks).toEqual([]);
  });

  it('does not take a state whose record another version wrote', async () => {
    await save(opened(), tokensOf(1));
    const record = path(names().find((name) => name.endsWith('.json')));
    writeFileSync(record, readFileSync(record, 'utf8').replace('"format":2', '"format":3'));
    expect(opened().shared(tokensOf(1))).toBe(0);
    expect(names()).toEqual([]);
  });
});

describe('E14 after the clock was set back', () => {
  it('the states used longest ago go first all the same, also after one more start', async () => {
    const before = opened({ capBytes: 400 });
    for (const topic of [1, 2, 3]) await save(before, tokensOf(topic));
    for (const name of names()) {
      const ahead = (statSync(path(name)).mtimeMs + dayMs) / 1000;
      utimesSync(path(name), ahead, ahead);
    }
    const after = opened({ capBytes: 400 });
    expect(await after.save(writing(tokensOf(4)), tokensOf(4), { usedAtMs: Date.now() + 1 })).toBe(true);
    expect([1, 2, 3, 4].map((topic) => after.shared(tokensOf(topic)))).toEqual([0, 10, 10, 10]);
    const later = opened({ capBytes: 400 });
    expect(await later.save(writing(tokensOf(5)), tokensOf(5), { usedAtMs: Date.now() + 2 })).toBe(true);
    expect([2, 3, 4, 5].map((topic) => later.shared(tokensOf(topic)))).toEqual([0, 10, 10, 10]);
  });
});
