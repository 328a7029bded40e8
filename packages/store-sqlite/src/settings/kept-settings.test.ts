import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { storeFolder } from '../testing/store-folder.ts';
import { keptSettings } from './kept-settings.ts';

describe('settings read beside a studio that may run', () => {
  const folder = storeFolder();

  it('X4 are what was last set, while the store is open and after it was closed', async () => {
    expect(keptSettings(folder().path)).toMatchObject({ typographyOff: [], language: 'system' });
    const store = await folder().open();
    await store.settings.update({ typographyOff: ['dash', 'quotes'], language: 'zh' });
    expect(keptSettings(folder().path)).toMatchObject({ typographyOff: ['dash', 'quotes'], language: 'zh' });
    await store[Symbol.asyncDispose]();
    expect(keptSettings(folder().path)).toMatchObject({ typographyOff: ['dash', 'quotes'] });
  });

  it('X4 are not made up when they cannot be read', () => {
    mkdirSync(folder().path, { recursive: true });
    writeFileSync(folder().database, 'this is no database, and long enough to be looked at as one');
    expect(() => keptSettings(folder().path)).toThrow(/database/u);
  });
});
