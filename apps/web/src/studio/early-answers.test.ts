import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { letGoWhenOld, sendOrTake } from './early-answers.ts';

const address = 'http://127.0.0.1:4160/api/system';

function askedEarly(answer: Promise<Response>, others: Record<string, unknown> = {}): AbortController {
  const leaving = new AbortController();
  vi.stubGlobal('maobiAskedEarly', new Map(Object.entries({ ...others, '/api/system': { answer, leaving } })));
  vi.stubGlobal('fetch', async () => new Response('late'));
  return leaving;
}
const textOf = async (request: Request) => (await sendOrTake(request)).text();

// a page that was just opened, however long these tests have been running
beforeEach(() => void vi.spyOn(performance, 'now').mockReturnValue(500));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('what was asked for before the scripts came', () => {
  it('is taken once', async () => {
    askedEarly(Promise.resolve(new Response('early')));
    expect(await textOf(new Request(address))).toBe('early');
    expect(await textOf(new Request(address))).toBe('late');
  });

  it('is no answer to other words', async () => {
    askedEarly(Promise.resolve(new Response('early')));
    expect(await textOf(new Request(`${address}?other`))).toBe('late');
    expect(await textOf(new Request(address, { method: 'POST', body: '{}' }))).toBe('late');
  });

  it('is asked again when no answer came', async () => {
    askedEarly(Promise.reject(new TypeError('Failed to fetch')));
    expect(await textOf(new Request(address))).toBe('late');
  });

  it('is asked again when it has grown old', async () => {
    askedEarly(Promise.resolve(new Response('early')));
    vi.spyOn(performance, 'now').mockReturnValue(60_000);
    expect(await textOf(new Request(address))).toBe('late');
  });

  it('is ended and let go when nobody has taken it in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const left = new AbortController();
    const taken = askedEarly(Promise.resolve(new Response('early')), { '/api/events': { leaving: left } });
    letGoWhenOld();
    await sendOrTake(new Request(address));
    vi.advanceTimersByTime(9000);
    expect(left.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(left.signal.aborted).toBe(true);
    expect(taken.signal.aborted).toBe(false);
    expect(Reflect.get(globalThis, 'maobiAskedEarly')).toHaveProperty('size', 0);
    vi.useRealTimers();
  });

  it('ends with whoever took it', async () => {
    const leaving = askedEarly(Promise.resolve(new Response('early')));
    const caller = new AbortController();
    await sendOrTake(new Request(address, { signal: caller.signal }));
    caller.abort();
    expect(leaving.signal.aborted).toBe(true);
  });
});
