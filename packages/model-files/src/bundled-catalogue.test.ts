import { describe, expect, it } from 'vitest';
import { defaultAllowedHosts, checkAddress } from './allowed-hosts.ts';
import { bundledCatalogue } from './bundled-catalogue.ts';
import { parseCatalogue } from './catalogue.ts';

describe('the bundled catalogue (M1-M3)', () => {
  it('offers the 4B model as the only default, its INT8 twin, a small one and the embedding model', () => {
    expect(bundledCatalogue.map(({ id, isDefault }) => [id, isDefault])).toEqual([
      ['qwen3-4b', true],
      ['qwen3-4b-q8', false],
      ['qwen3-0.6b', false],
      ['qwen3-embedding-0.6b', false],
    ]);
  });

  it('pins a hash for every model and names its sources in the order Hugging Face, hf-mirror, ModelScope', () => {
    for (const entry of bundledCatalogue) {
      expect(entry.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(entry.sources.map(({ name }) => name)).toEqual(['huggingface', 'hf-mirror', 'modelscope']);
    }
  });

  it('names only sources that a download may go to', () => {
    const policy = { allowedHosts: defaultAllowedHosts, allowLoopbackHttp: false };
    for (const { url } of bundledCatalogue.flatMap(({ sources }) => sources)) {
      expect(() => checkAddress(new URL(url), policy)).not.toThrow();
    }
  });

  it('has one file behind all sources of a model', () => {
    for (const { sources } of bundledCatalogue) {
      expect(new Set(sources.map(({ url }) => url.split('/').at(-1))).size).toBe(1);
    }
  });
});

describe('parseCatalogue', () => {
  const [first] = bundledCatalogue;

  it('refuses an id that is there twice, and an id that could leave the folder', () => {
    expect(() => parseCatalogue({ about: '', models: [first, first] })).toThrow(/twice/);
    expect(() => parseCatalogue({ about: '', models: [{ ...first, id: '../demo' }] })).toThrow(/damaged/);
    expect(() => parseCatalogue({ about: '', models: [{ ...first, id: 'demo' }] })).toThrow(/twice/);
  });

  it('says which field is wrong', () => {
    expect(() => parseCatalogue({ about: '', models: [{ ...first, sha256: 'abc' }] })).toThrow(/sha256/);
  });
});
