import { act, cleanup, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { lazy, Suspense } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compareVersion, useConnection } from '../studio/connection.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { lazyPart } from './lazy-part.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { orElseNever } from './until-there.ts';

const Words = () => <p>the part</p>;
const isThere = () => new FakeStudio({ getSystem: () => sampleSystem({ version: import.meta.env.MAOBI_VERSION }) });
const isAway = () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
/** What is fetched, and whether that can be had. */
const code = { isThere: false };
const fetchCode = async () => {
  if (!code.isThere) throw new TypeError('Failed to fetch dynamically imported module');
  return Words;
};
let reload: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  await i18next.changeLanguage('en');
  code.isThere = false;
  vi.spyOn(console, 'error').mockReturnValue();
  reload = vi.spyOn(location, 'reload').mockReturnValue();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
  useConnection.setState({ isOutdated: false, isCodeGone: false });
});

function drawLate(): void {
  const Part = lazy(orElseNever(async () => ({ default: await fetchCode() })));
  render(
    <PageBoundary failure="broken">
      <p>what is typed</p>
      <Suspense fallback={<button>its button</button>}>
        <Part />
      </Suspense>
    </PageBoundary>,
  );
}

describe('code of the page that cannot be had', () => {
  it('R1 comes by itself once the studio answers; until then the page stays as it is', async () => {
    vi.useFakeTimers();
    isAway();
    drawLate();
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect([screen.queryByText('what is typed'), screen.queryByText('its button')]).not.toContain(null);
    isThere();
    code.isThere = true;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.getByText('the part')).toBeTruthy();
    expect(useConnection.getState().isOutdated).toBe(false);
  });

  it('R4 is gone where the studio answers: that is said, of the same version too, and the page stays', async () => {
    isThere();
    drawLate();
    await vi.waitFor(() => expect(useConnection.getState().isOutdated).toBe(true));
    compareVersion(import.meta.env.MAOBI_VERSION);
    expect(useConnection.getState().isOutdated).toBe(true);
    expect([screen.queryByText('what is typed'), screen.queryByText('its button')]).not.toContain(null);
    expect(reload).not.toHaveBeenCalled();
  });

  it.each([
    [401, 'unauthorized'],
    [409, 'other-studio'],
  ])('R12 is gone too where the studio answers and does not let this page in (%d): it is not asked for ever', async (status, refusal) => {
    vi.useFakeTimers();
    const asked = vi.fn<() => Promise<Response>>(async () =>
      Response.json({ error: { code: refusal, message: 'no', retryable: false } }, { status }),
    );
    vi.stubGlobal('fetch', asked);
    drawLate();
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(asked).toHaveBeenCalledTimes(2);
    expect(useConnection.getState().isCodeGone).toBe(true);
    expect(screen.queryByText('what is typed')).not.toBeNull();
  });

  it('R12 comes to a page that is not let in yet, once it can be had: whoever opens the studio then has all of it', async () => {
    vi.useFakeTimers();
    isAway();
    drawLate();
    await act(() => vi.advanceTimersByTimeAsync(3_000));
    vi.stubGlobal('fetch', async () =>
      Response.json({ error: { code: 'unauthorized', message: 'no', retryable: false } }, { status: 401 }),
    );
    code.isThere = true;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.getByText('the part')).toBeTruthy();
    expect(useConnection.getState().isCodeGone).toBe(false);
  });

  it('R5 has a page load itself again that cannot be drawn without', async () => {
    isThere();
    const Page = lazyPart(fetchCode);
    render(
      <PageBoundary failure="broken">
        <Suspense fallback={null}>
          <Page />
        </Suspense>
      </PageBoundary>,
    );
    await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
    expect(screen.queryByText('broken')).toBeNull();
  });

  it('R1 has a page wait that was opened while the studio was away', async () => {
    vi.useFakeTimers();
    isAway();
    const Page = lazyPart(fetchCode);
    render(
      <PageBoundary failure="broken">
        <Suspense fallback="not yet">
          <Page />
        </Suspense>
      </PageBoundary>,
    );
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.queryByText('not yet')).not.toBeNull();
    isThere();
    code.isThere = true;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.getByText('the part')).toBeTruthy();
  });
});
