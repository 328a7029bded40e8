import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maobi-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const holder = `
  import { lockDataFolder } from ${JSON.stringify(fileURLToPath(new URL('./folder-lock.ts', import.meta.url)))};
  await lockDataFolder(process.argv[1]);
  console.log('locked');
  setInterval(() => {}, 1000);
`;

describe('the lock of a data folder', () => {
  it('lets one owner in and the next one after it was released', async () => {
    const first = await lockDataFolder(folder);
    await expect(lockDataFolder(folder, 0)).rejects.toMatchObject({ code: 'already-running' });
    first.release();
    (await lockDataFolder(folder, 0)).release();
  });

  it('waits for an owner that is just ending', async () => {
    const first = await lockDataFolder(folder);
    const second = lockDataFolder(folder, 5_000);
    first.release();
    await expect(second).resolves.toHaveProperty('release');
    (await second).release();
  });

  it('keeps another process out, and is free at once when that process was killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', holder, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(lockDataFolder(folder, 0)).rejects.toMatchObject({ code: 'already-running' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    (await lockDataFolder(folder, 0)).release();
  });

  it('names a folder that cannot be used', async () => {
    await expect(lockDataFolder(join(folder, 'missing'), 0)).rejects.toMatchObject({ code: 'data-folder-unusable' });
  });
});
