import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { knowsHowFilesAreOpen, underWindowsRules } from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import { fill, storeFolder } from '../testing/store-folder.ts';

describe.runIf(knowsHowFilesAreOpen)('the data folder where Windows has its rules for files', () => {
  const folder = storeFolder();

  it('H31, W26: gets its backup of the day, images included', async () => {
    const image = `${'a'.repeat(32)}-4x3.png`;
    await underWindowsRules(async () => {
      await folder().with(async (store) => {
        await fill(store, 1);
        await store.images.put({ name: image, bytes: new Uint8Array([1, 2, 3]), now: folder().now });
      });
      folder().now = '2026-03-02T08:00:00.000Z';
      await folder().with(async () => undefined);
    });
    expect(readdirSync(folder().backups).toSorted()).toEqual(['daily-2026-03-02T08-00-00-000Z.sqlite', 'images']);
    expect(readdirSync(join(folder().backups, 'images'))).toEqual([image]);
  });
});
