import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataFolder, studioIdOf } from './data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maobi-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('prepareDataFolder', () => {
  it('makes the folder and the ones above it, for its owner alone', () => {
    const home = join(folder, 'a', 'b');
    prepareDataFolder(home);
    expect(statSync(home).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(home).mode & 0o777).toBe(0o700);
  });

  it('says which folder cannot be used', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareDataFolder(join(folder, 'file', 'home'))).toThrow(/cannot be written \(ENOTDIR\)/);
  });

  it.runIf(process.platform === 'linux')('does not hang where nothing can be made', () => {
    expect(() => prepareDataFolder('/proc/nope/home')).toThrow(/cannot be written \(ENOENT\)/);
  });
});

it('N11 a data folder has a name that stays, and no other folder has it', () => {
  const [one, other] = ['one', 'other'].map((name) => join(folder, name)) as [string, string];
  for (const each of [one, other]) prepareDataFolder(each);
  const id = studioIdOf(one);
  expect(studioIdOf(one)).toBe(id);
  expect(studioIdOf(other)).not.toBe(id);
});
