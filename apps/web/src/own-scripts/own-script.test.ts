import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** As browsers do under our policy: a name is given once. */
class OnceOnly {
  readonly #names = new Set<string>();

  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }) {
    if (this.#names.has(name)) throw new TypeError(`Policy with name "${name}" already exists.`);
    this.#names.add(name);
    return { createScriptURL: (address: string) => `trusted:${rules.createScriptURL(address)}` };
  }
}

describe('a script of our own', () => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubGlobal('trustedTypes', new OnceOnly());
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is named by one policy, whoever asks and however often', async () => {
    const { ownScript } = await import('./own-script.ts');
    expect([ownScript('/service-worker.js'), ownScript('/assets/find-worker.js')]).toEqual([
      'trusted:/service-worker.js',
      'trusted:/assets/find-worker.js',
    ]);
  });

  it('comes from here only, also where the browser has no such policies', async () => {
    const { ownScript } = await import('./own-script.ts');
    expect(() => ownScript('https://elsewhere.example/x.js')).toThrow(TypeError);
    vi.stubGlobal('trustedTypes', undefined);
    vi.resetModules();
    const { ownScript: bare } = await import('./own-script.ts');
    expect(bare('/x.js')).toBe('/x.js');
    expect(() => bare('//elsewhere.example/x.js')).toThrow(TypeError);
  });
});
