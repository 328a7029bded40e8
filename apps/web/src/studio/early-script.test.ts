import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';

const script = readFileSync(join(import.meta.dirname, '../../building/early.js'), 'utf8');

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it.each([
  ['visible', ['/api/events', '/api/system']],
  ['hidden', ['/api/system']],
] as const)('R7 holds a connection for news from the start only where the page is looked at: %s', (state, asked) => {
  const fetched: string[] = [];
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  vi.stubGlobal('maobiAskedEarly', undefined);
  vi.stubGlobal('fetch', async (address: string) => {
    fetched.push(address);
    return new Response();
  });
  new Function(script)();
  expect(fetched).toEqual(asked);
});
