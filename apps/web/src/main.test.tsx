import { afterEach, expect, it, vi } from 'vitest';

vi.mock('./studio/queries.ts', async (original) => ({
  ...(await original<object>()),
  askEarly: () => Promise.reject(new URIError('malformed')),
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

it('R2 a page is drawn whatever becomes of what it asks for early', async () => {
  const told = vi.fn<(error: unknown) => void>();
  vi.stubGlobal('reportError', told);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const root = Object.assign(document.createElement('div'), { id: 'root' });
  document.body.append(root);
  await import('./main.tsx');
  await vi.waitFor(() => expect(root.querySelector('.no-studio')).not.toBeNull(), { timeout: 10_000 });
  expect(told.mock.calls).toEqual([[new URIError('malformed')]]);
});
