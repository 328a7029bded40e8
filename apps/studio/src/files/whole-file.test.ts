import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryWholeFile, writeWholeFile } from './whole-file.ts';

describe('a file that is put in place whole', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maobi-whole-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('takes the place of the old one, and nothing is left beside it', async () => {
    writeFileSync(join(folder, 'a.md'), 'old');
    await tryWholeFile(join(folder, 'a.md'), 'Choose another.');
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('old');
    await writeWholeFile(join(folder, 'a.md'), 'new', 'Choose another.');
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.md']);
  });

  it('says why it cannot be written and what to do, and leaves nothing behind', async () => {
    mkdirSync(join(folder, 'a.md'));
    const write = (path: string) => writeWholeFile(path, 'new', 'Choose another.');
    const noFolder = { message: expect.stringMatching(/folder does not exist/u), hint: 'Choose another.' };
    await expect(write(join(folder, 'none', 'a.md'))).rejects.toMatchObject(noFolder);
    await expect(write(join(folder, 'a.md'))).rejects.toThrow(/it is a folder/u);
    await expect(tryWholeFile(join(folder, 'a.md'), '')).rejects.toThrow(/it is a folder/u);
    expect(readdirSync(folder)).toEqual(['a.md']);
  });
});
