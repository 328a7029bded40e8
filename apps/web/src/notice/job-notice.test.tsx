import type { ListedJob } from '@maobi/contract';
import { act, cleanup, waitFor } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../studio/keys.ts';
import { sampleListedJob } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { JobNotice } from './job-notice.tsx';
import { changeNoticeSetting } from './notice-setting.ts';

type Notified = (words: string, options: NotificationOptions) => void;

const sounded = vi.fn<() => void>();
const shownByPage = vi.fn<Notified>();
const shownByWorker = vi.fn<Notified>();

afterEach(() => {
  cleanup();
  changeNoticeSetting({ notification: false, sound: false });
  localStorage.clear();
  history.replaceState(null, '', '/');
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

/** Counts how often a sound is begun, and makes none. */
class SilentAudio {
  constructor() {
    sounded();
  }
  readonly currentTime = 0;
  createOscillator = () => ({
    frequency: {},
    connect: () => ({ connect: () => undefined }),
    start: () => undefined,
    stop: () => undefined,
  });
  createGain = () => ({
    gain: { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
  });
}

/** As on a phone: only service workers show notifications. */
class RefusedNotification {
  static readonly permission = 'granted';
  constructor() {
    throw new TypeError("Failed to construct 'Notification': Illegal constructor.");
  }
}

class PageNotification {
  static readonly permission = 'granted';
  static last: PageNotification | undefined;
  onclick: () => void = () => undefined;
  constructor(words: string, options: NotificationOptions) {
    shownByPage(words, options);
    PageNotification.last = this;
  }
}

/** What other pages hold stays held. */
class FakeLocks {
  readonly held = new Set<string>();
  request = async (name: string, _options: LockOptions, work: (lock: object | null) => unknown) => {
    const isFree = !this.held.has(name);
    this.held.add(name);
    return work(isFree ? {} : null);
  };
}

/** @param hasWorker whether a service worker has been registered */
function browser(notification: object, { hasWorker = false, locks = new FakeLocks() } = {}) {
  const worker = new EventTarget();
  const registration = { active: {}, showNotification: async (...shown: Parameters<Notified>) => shownByWorker(...shown) };
  const serviceWorker = Object.assign(worker, { getRegistration: async () => (hasWorker ? registration : undefined) });
  vi.stubGlobal('navigator', Object.create(navigator, { serviceWorker: { value: serviceWorker }, locks: { value: locks } }));
  vi.stubGlobal('Notification', notification);
  vi.stubGlobal('AudioContext', SilentAudio);
  return worker;
}

const createdAt = new Date(Date.now() - 3_600_000).toISOString();
const job = (state: ListedJob['state']) => sampleListedJob(1, { createdAt, state });

/** Opens the studio and lets the job end that it writes. */
async function untilJobEnds() {
  new FakeStudio({ listJobs: () => ({ jobs: [job('open')] }), listQueue: () => [] });
  const { queryClient } = await renderStudio(<JobNotice />);
  await waitFor(() => expect(queryClient.getQueryData(keys.jobs)).toEqual([job('open')]));
  act(() => queryClient.setQueryData(keys.jobs, [job('done')]));
}

it('X7 a finished job is told by the service worker where there is one, for phones refuse notifications of pages', async () => {
  browser(RefusedNotification, { hasWorker: true });
  changeNoticeSetting({ notification: true });
  await untilJobEnds();
  const { documentId } = job('done');
  const options = { tag: documentId, data: { address: `/documents/${documentId}` } };
  await waitFor(() => expect(shownByWorker).toHaveBeenCalledExactlyOnceWith('“Document 1” is written', options));
});

it('X7 a notification or a sound that the browser refuses leaves the page as it is', async () => {
  browser(RefusedNotification);
  vi.stubGlobal(
    'AudioContext',
    class {
      constructor() {
        sounded();
        throw new DOMException('No device.', 'NotSupportedError');
      }
    },
  );
  const asked = vi.spyOn(navigator.serviceWorker, 'getRegistration');
  changeNoticeSetting({ notification: true, sound: true });
  await untilJobEnds();
  await waitFor(() => expect([asked.mock.calls.length, sounded.mock.calls.length]).toEqual([1, 1]));
  await asked.mock.results[0]?.value;
});

it('X7 without a service worker the page tells it, and a press opens the document', async () => {
  browser(PageNotification);
  changeNoticeSetting({ notification: true });
  await untilJobEnds();
  await waitFor(() => expect(shownByPage).toHaveBeenCalledOnce());
  act(() => PageNotification.last?.onclick());
  expect(location.pathname).toBe(`/documents/${job('done').documentId}`);
});

it('X7 of all the pages that are open one speaks', async () => {
  const locks = new FakeLocks();
  browser(PageNotification, { locks });
  changeNoticeSetting({ notification: true, sound: true });
  await untilJobEnds();
  await waitFor(() => expect([sounded.mock.calls.length, shownByPage.mock.calls.length]).toEqual([1, 1]));
  cleanup();
  const heldOnce = locks.held.size;
  const asked = vi.spyOn(locks, 'request');
  await untilJobEnds();
  await waitFor(() => expect([asked.mock.calls.length, locks.held.size]).toEqual([2, heldOnce]));
  await Promise.all(asked.mock.results.map(({ value }) => value as Promise<unknown>));
  expect([sounded.mock.calls.length, shownByPage.mock.calls.length]).toEqual([1, 1]);
});

it('X7 a page opens what the service worker asks it to, as by a link in it', async () => {
  const worker = browser(PageNotification);
  await renderStudio(<JobNotice />);
  act(() => void worker.dispatchEvent(new MessageEvent('message', { data: { type: 'open-page', address: '/documents/x' } })));
  expect(location.pathname).toBe('/documents/x');
});

it('X7 a notification that was pressed opens its document in a page that is there, else in a new one', async () => {
  const source = readFileSync(join(import.meta.dirname, '../../public/service-worker.js'), 'utf8');
  const listeners = new Map<string, (event: object) => void>();
  const [postMessage, focus, openWindow] = [vi.fn<(said: object) => void>(), vi.fn<() => void>(), vi.fn<(address: string) => void>()];
  let pages = [{ postMessage, focus }];
  const self = {
    addEventListener: (name: string, hear: (event: object) => void) => listeners.set(name, hear),
    clients: { matchAll: async () => pages, openWindow },
  };
  runInNewContext(source, { self });
  const press = async () => {
    let work: unknown;
    const notification = { data: { address: '/documents/x' }, close: () => undefined };
    listeners.get('notificationclick')?.({ notification, waitUntil: (promise: unknown) => (work = promise) });
    await work;
  };
  await press();
  expect(postMessage).toHaveBeenCalledExactlyOnceWith({ type: 'open-page', address: '/documents/x' });
  expect([focus.mock.calls.length, openWindow.mock.calls.length]).toEqual([1, 0]);
  pages = [];
  await press();
  expect(openWindow).toHaveBeenCalledExactlyOnceWith('/documents/x');
});

it('X7 a notice that was switched off in another page is off here', async () => {
  browser(PageNotification);
  changeNoticeSetting({ sound: true });
  localStorage.setItem('maobi.notice', JSON.stringify({ notification: true, sound: false }));
  dispatchEvent(new StorageEvent('storage', { key: 'maobi.notice' }));
  await untilJobEnds();
  await waitFor(() => expect(shownByPage).toHaveBeenCalledOnce());
  expect(sounded).not.toHaveBeenCalled();
});

describe('where nobody sees the page', () => {
  const seen = (isSeen: boolean) => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(!isSeen);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isSeen ? 'visible' : 'hidden');
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  };

  async function show(wait: ListedJob['wait']) {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let done = 0;
    const studio = new FakeStudio({
      listJobs: () => ({ jobs: [sampleListedJob(1, { wait, progress: { done: (done += 60), total: 600 } })] }),
      listQueue: () => [],
    });
    await renderStudio(<JobNotice />);
    const asked = () => studio.calls.filter(({ name }) => name === 'listJobs').length;
    await expect.poll(asked, { timeout: 10_000 }).toBe(1);
    return asked;
  }

  it('X7 the title goes on telling how far the job at work is, about every ten seconds', async () => {
    seen(false);
    await show(null);
    await expect.poll(() => document.title, { timeout: 10_000 }).toMatch(/^10% · /u);
    vi.advanceTimersByTime(9_000);
    vi.advanceTimersByTime(1_000);
    await expect.poll(() => document.title, { timeout: 10_000 }).toMatch(/^20% · /u);
  });

  it('X7 nothing is asked of a job that only waits, until the page is seen', async () => {
    seen(false);
    const asked = await show('turn');
    vi.advanceTimersByTime(60_000);
    expect(asked()).toBe(1);
    act(() => seen(true));
    await expect.poll(asked, { timeout: 10_000 }).toBe(2);
  });
});
