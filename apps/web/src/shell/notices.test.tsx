import { act, cleanup, screen, waitFor } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { setConnection } from '../studio/connection.ts';
import { useStorageRefused } from '../studio/kept-here.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { Notices } from './notices.tsx';

afterEach(() => {
  cleanup();
  setConnection('connecting');
  vi.unstubAllGlobals();
});

it.each([
  ['zh', '数据文件坏了。已经换上 2026年1月5日 18:30 的备份。另外找回了 3 条消息、1 节正文。坏的那份还留着：/home/a/maobi.sqlite.damaged'],
  [
    'en',
    'The data file was damaged. The backup of Jan 5, 2026, 6:30 PM took its place. Besides, 3 messages and 1 text of a section could be read from it. The damaged file is kept: /home/a/maobi.sqlite.damaged',
  ],
])('H32 a restored backup is told in the language of the page: %s', async (language, words) => {
  const recovery = {
    backupAt: new Date(2026, 0, 5, 18, 30).toISOString(),
    keptAs: '/home/a/maobi.sqlite.damaged',
    messages: 3,
    sectionTexts: 1,
  };
  const notice = { id: '1', code: 'restored-from-backup', text: 'The database was damaged.', recovery };
  new FakeStudio({ getSystem: () => sampleSystem({ notices: [notice] }) });
  await renderStudio(<Notices showsDemo={false} />);
  await act(() => i18next.changeLanguage(language));
  await waitFor(() => expect(screen.getByRole('status').textContent.replaceAll(/\s/gu, ' ')).toContain(words));
  expect(screen.getByRole('status').textContent).not.toContain('The database');
});

it('H33 a data file that vanished: nothing is kept of it', async () => {
  const recovery = { backupAt: null, keptAs: null, messages: 0, sectionTexts: 0 };
  new FakeStudio({ getSystem: () => sampleSystem({ notices: [{ id: '1', code: 'set-aside', text: 'Vanished.', recovery }] }) });
  await renderStudio(<Notices showsDemo={false} />);
  const told = 'The data file had vanished. There was no backup, so a new one was begun. Nothing of it could be brought back.';
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain(told));
  expect(screen.getByRole('status').textContent).not.toContain('kept');
});

it('R1 a studio that does not answer: what happened, that nothing is lost, and what to do; gone once it answers', async () => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  await renderStudio(<Notices showsDemo={false} />);
  const told = screen.getByRole('status');
  setConnection('lost');
  await waitFor(() => expect(told.textContent).toMatch(/does not answer.*reconnecting by itself.*safe on disk.*run maobi again/u));
  setConnection('online');
  await waitFor(() => expect(told.textContent).not.toContain('does not answer'));
});

it.each([
  ['zh', /另一个数据文件夹.*不会存到那里.*用它重新启动/u, '打开现在这个文件夹'],
  ['en', /Another data folder.*nothing from this page goes there.*run Maobi with that one/u, 'Open the other folder'],
])(
  'R11 where another data folder is served at this address: what happened, and both ways out, until its own is back: %s',
  async (language, words, action) => {
    new FakeStudio({ getSystem: () => sampleSystem() });
    await renderStudio(<Notices showsDemo={false} />);
    await act(() => i18next.changeLanguage(language));
    const told = screen.getByRole('status');
    act(() => setConnection('other-studio'));
    expect(told.textContent).toMatch(words);
    expect(told.textContent).not.toMatch(/does not answer|没有回应/u);
    expect(screen.getByRole('link', { name: action }).getAttribute('href')).toBe('/');
    act(() => setConnection('online'));
    expect(told.textContent).not.toMatch(words);
  },
);

it('R10 a browser that keeps nothing: what is typed lives in the page only, until it keeps things again', async () => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  await renderStudio(<Notices showsDemo={false} />);
  const told = screen.getByRole('status');
  act(() => useStorageRefused.setState({ isRefused: true }));
  expect(told.textContent).toMatch(/storage .* full or switched off.*lives in the open page only/u);
  act(() => useStorageRefused.setState({ isRefused: false }));
  expect(told.textContent).not.toContain('storage');
});
