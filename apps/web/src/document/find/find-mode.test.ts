import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The same on a machine of this kind. */
async function modesOn(userAgent: string) {
  vi.stubGlobal('navigator', { userAgent });
  vi.resetModules();
  const { findModeOf } = await import('./find-mode.ts');
  return (key: string, fields: KeyboardEventInit) => findModeOf(new KeyboardEvent('keydown', { key, ...fields }));
}

it('W30: Ctrl H replaces, and on macOS, where no page hears of ⌘ H, ⌘ with Shift and H', async () => {
  const linux = await modesOn('X11; Linux x86_64');
  const [ctrl, command] = [{ ctrlKey: true }, { metaKey: true }];
  expect([linux('f', ctrl), linux('h', ctrl), linux('H', { ...ctrl, shiftKey: true })]).toEqual(['find', 'replace', null]);
  const mac = await modesOn('Macintosh; Intel Mac OS X 10_15_7');
  expect([mac('f', command), mac('H', { ...command, shiftKey: true }), mac('h', ctrl)]).toEqual(['find', 'replace', null]);
  expect([mac('F', { ...command, shiftKey: true }), mac('h', command)]).toEqual([null, null]);
});
