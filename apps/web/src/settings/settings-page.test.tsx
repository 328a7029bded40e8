import type { Settings, Storage } from '@maobi/contract';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { SettingsPage } from './settings-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const storage = (statesBytes: number): Storage => ({
  folder: '/home/writer/maobi',
  parts: [
    { part: 'texts', name: 'maobi.sqlite', bytes: 3_200_000 },
    { part: 'states', name: 'snapshots', bytes: statesBytes },
  ],
});

async function settingsPage() {
  let system = sampleSystem();
  const studio = new FakeStudio({
    getSystem: () => system,
    getApiKey: () => ({ key: 'maobi-key' }),
    updateSettings: ({ body }) => {
      system = { ...system, settings: { ...system.settings, ...(body as Partial<Settings>) } };
      return system.settings;
    },
    getStorage: () => storage(1_200_000_000),
    clearStates: () => storage(0),
  });
  await renderStudio(<SettingsPage onShowShortcuts={() => undefined} />);
  await screen.findByText('maobi.sqlite, with every version');
  return studio;
}

describe('the settings', () => {
  it('X4 switch single rules of typography off and on again, each with an example', async () => {
    const studio = await settingsPage();
    const spacing = screen.getByLabelText('Space around Latin letters') as HTMLInputElement;
    const line = spacing.closest('li') as HTMLElement;
    expect(within(line).getByText('用AI写了3篇')).toBeTruthy();
    expect(within(line).getByText('用 AI 写了 3 篇')).toBeTruthy();
    expect(spacing.checked).toBe(true);
    const dash = screen.getByLabelText('Long dash') as HTMLInputElement;
    fireEvent.click(spacing);
    await vi.waitFor(() => expect(spacing.checked).toBe(false));
    fireEvent.click(dash);
    await vi.waitFor(() => expect(dash.checked).toBe(false));
    fireEvent.click(spacing);
    await vi.waitFor(() =>
      expect(studio.bodiesOf('updateSettings')).toEqual([
        { typographyOff: ['spacing'] },
        { typographyOff: ['spacing', 'dash'] },
        { typographyOff: ['dash'] },
      ]),
    );
  });

  it('X5 tell what is kept and how much room it takes, copy the path, and clear what can be made again', async () => {
    const copied = vi.fn<() => Promise<void>>(async () => undefined);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: copied } });
    const studio = await settingsPage();
    expect(screen.getByText('3.2 MB')).toBeTruthy();
    expect(screen.getByText('1.2 GB')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Copy path' }));
    expect(copied).toHaveBeenCalledWith('/home/writer/.local/share/maobi');
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await vi.waitFor(() => expect(screen.queryByText('1.2 GB')).toBeNull());
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
    expect(studio.bodiesOf('clearStates')).toEqual([{}]);
  });
});
