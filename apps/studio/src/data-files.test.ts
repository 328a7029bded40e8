import { link, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDataFiles } from './data-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maobi-data-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('X5 tells how much room each part takes, and clears the states alone', async () => {
  await mkdir(join(folder, 'snapshots', 'deeper'), { recursive: true });
  await mkdir(join(folder, 'models'));
  await writeFile(join(folder, 'maobi.sqlite'), 'x'.repeat(100));
  await writeFile(join(folder, 'maobi.sqlite-wal'), 'x'.repeat(20));
  await writeFile(join(folder, 'snapshots', 'a.state'), 'x'.repeat(3000));
  await writeFile(join(folder, 'snapshots', 'deeper', 'b.state'), 'x'.repeat(500));
  await writeFile(join(folder, 'models', 'm.gguf'), 'x'.repeat(7000));
  await mkdir(join(folder, 'images'));
  await mkdir(join(folder, 'backups', 'images'), { recursive: true });
  await writeFile(join(folder, 'images', 'a.png'), 'x'.repeat(900));
  await link(join(folder, 'images', 'a.png'), join(folder, 'backups', 'images', 'a.png')); // takes no room of its own
  await writeFile(join(folder, 'backups', 'images', 'gone.png'), 'x'.repeat(40));
  const files = createDataFiles(folder);
  const bytes = async () => Object.fromEntries((await files.sizes()).map(({ part, bytes: size }) => [part, size]));
  expect(await bytes()).toEqual({ texts: 120, images: 900, states: 3500, models: 7000, backups: 40, templates: 0, log: 0 });
  await files.clearStates();
  expect(await bytes()).toMatchObject({ texts: 120, states: 0, models: 7000 });
  expect(await readdir(join(folder, 'snapshots'))).toEqual([]);
  await rm(join(folder, 'snapshots'), { recursive: true });
  await files.clearStates();
});
