import { afterEach, expect, it, vi } from 'vitest';
import { whileShown } from './while-shown.ts';

const goes = (name: 'pagehide' | 'pageshow', persisted: boolean) => dispatchEvent(Object.assign(new Event(name), { persisted }));

let end = (): void => undefined;
afterEach(() => end());

it('R8 a page that is left lets go, and one that is brought back as it was begins anew', () => {
  const begun: AbortSignal[] = [];
  end = whileShown((signal) => begun.push(signal));
  goes('pageshow', false);
  expect(begun).toHaveLength(1);
  goes('pagehide', true);
  expect(begun.map(({ aborted }) => aborted)).toEqual([true]);
  goes('pageshow', true);
  expect(begun.map(({ aborted }) => aborted)).toEqual([true, false]);
  end();
  goes('pageshow', true);
  expect(begun.map(({ aborted }) => aborted)).toEqual([true, true]);
});

it('R8 a browser that brings a page back without having told that it was left leaves nothing running twice', () => {
  const follow = vi.fn<(signal: AbortSignal) => void>();
  end = whileShown(follow);
  goes('pageshow', true);
  expect(follow.mock.calls.map(([{ aborted }]) => aborted)).toEqual([true, false]);
});
