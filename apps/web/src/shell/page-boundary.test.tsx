import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { navigate } from 'wouter/use-browser-location';
import i18next from 'i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useConnection } from '../studio/connection.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { PageBoundary, PageFailure } from './page-boundary.tsx';

const own = import.meta.env.MAOBI_VERSION;
const page = { isBroken: true };
let reload: ReturnType<typeof vi.spyOn>;

function Page() {
  if (page.isBroken) throw new TypeError('a field that is no longer there');
  return <p>text</p>;
}

const drawPage = () =>
  render(
    <PageBoundary failure={<PageFailure />}>
      <Page />
    </PageBoundary>,
  );
const studioOf = (version: string) => new FakeStudio({ getSystem: () => sampleSystem({ version }) });

beforeEach(async () => {
  await i18next.changeLanguage('en');
  page.isBroken = true;
  vi.spyOn(console, 'error').mockReturnValue();
  reload = vi.spyOn(location, 'reload').mockReturnValue();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
  navigate('/');
  useConnection.setState({ isOutdated: false });
});

describe('a page that cannot be drawn (R5)', () => {
  it('says so and what can be done, and asks the studio whether it is a newer one', async () => {
    const studio = studioOf(own);
    drawPage();
    expect(await screen.findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('Nothing you wrote is lost'));
    expect(studio.calls.map(({ name }) => name)).toEqual(['getSystem']);
    expect(reload).not.toHaveBeenCalled();
    expect(screen.getByRole('link', { name: 'Go home' }).getAttribute('href')).toBe('/');
    fireEvent.click(screen.getByRole('button', { name: 'Load it again' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('loads itself again when the studio is newer, and no second time', async () => {
    studioOf(`${own}-next`);
    drawPage();
    await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
    expect(screen.queryByRole('alert')).toBeNull();
    cleanup();
    drawPage();
    await screen.findByRole('alert');
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('says so also when the studio does not answer', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    drawPage();
    await screen.findByRole('alert');
    expect(reload).not.toHaveBeenCalled();
  });

  it('is drawn again at another address', async () => {
    studioOf(own);
    drawPage();
    await screen.findByRole('alert');
    page.isBroken = false;
    act(() => navigate('/queue'));
    expect(screen.getByText('text')).toBeDefined();
  });
});
