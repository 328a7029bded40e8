import { afterEach, expect, it, vi } from 'vitest';
import { showJobBadge } from './job-badge.ts';

afterEach(() => vi.unstubAllGlobals());

it('X7 shows on the icon how many jobs are open, and nothing when none is', async () => {
  const [setAppBadge, clearAppBadge] = [
    vi.fn<() => Promise<void>>(async () => undefined),
    vi.fn<() => Promise<void>>(async () => undefined),
  ];
  vi.stubGlobal('navigator', { setAppBadge, clearAppBadge });
  await showJobBadge(2);
  expect(setAppBadge).toHaveBeenCalledWith(2);
  await showJobBadge(0);
  expect(clearAppBadge).toHaveBeenCalledOnce();
});

it('X7 is silent where there are no badges, or one is refused', async () => {
  vi.stubGlobal('navigator', {});
  await expect(showJobBadge(1)).resolves.toBeUndefined();
  vi.stubGlobal('navigator', { setAppBadge: () => Promise.reject(new Error('not installed')) });
  await expect(showJobBadge(1)).resolves.toBeUndefined();
});
