import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedListening, type BrowserPages, type ListeningOptions, type News } from './shared-listening.ts';

interface Held {
  readonly reject: (error: DOMException) => void;
}

/** One lock, as the Web Locks API has it, and one channel: what the pages of a browser share. */
class FakeBrowser implements BrowserPages {
  readonly name = 'news';
  #held: Held | null = null;
  readonly #waiting: (() => void)[] = [];
  readonly #channels = new Set<ReturnType<BrowserPages['openChannel']>>();

  readonly locks = {
    request: (...words: unknown[]) => this.#request(words[1] as LockOptions, words[2] as () => Promise<void>),
  } as BrowserPages['locks'];

  openChannel(): ReturnType<BrowserPages['openChannel']> {
    const others = () => [...this.#channels].filter((channel) => channel !== opened);
    const opened: ReturnType<BrowserPages['openChannel']> = {
      onmessage: null,
      postMessage: (data: unknown) => {
        for (const channel of others())
          queueMicrotask(() => channel.onmessage?.call(channel as BroadcastChannel, new MessageEvent('message', { data })));
      },
      close: () => void this.#channels.delete(opened),
    };
    this.#channels.add(opened);
    return opened;
  }

  #request({ steal = false, signal }: LockOptions, callback: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal?.removeEventListener('abort', giveUp);
        const held = { reject };
        this.#held = held;
        void callback().then(() => {
          resolve();
          if (this.#held === held) this.#next();
        });
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(new DOMException('', 'AbortError'));
      };
      if (!steal && this.#held) {
        this.#waiting.push(begin);
        signal?.addEventListener('abort', giveUp);
        return;
      }
      this.#held?.reject(new DOMException('', 'AbortError'));
      queueMicrotask(begin);
    });
  }

  #next(): void {
    this.#held = null;
    this.#waiting.shift()?.();
  }
}

/** A page that is open, how it listens, and what it heard. */
class FakePage {
  readonly heard: News[] = [];
  readonly turns: ListeningOptions[] = [];
  tell: (news: News) => void = () => undefined;
  readonly #leaving = new AbortController();

  constructor(browser: BrowserPages) {
    const listen = (hear: (news: News) => void, options: ListeningOptions) => {
      this.turns.push(options);
      this.tell = hear;
      return new Promise<void>((resolve) => options.signal.addEventListener('abort', () => resolve()));
    };
    void new SharedListening(browser, listen, (news) => this.heard.push(news)).follow(this.#leaving.signal, { hasMissed: false });
  }

  get isListening(): boolean {
    return this.turns.some(({ signal }) => !signal.aborted);
  }

  close(): void {
    this.#leaving.abort();
  }
}

const folders: News = { type: 'event', event: { type: 'folders' } };
const gone: News = { type: 'gone', connection: 'lost' };
const connected: News = { type: 'connected', hasMissed: false };
const missed: News = { type: 'connected', hasMissed: true };
const look = (state: DocumentVisibilityState) => vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
const seen = () => document.dispatchEvent(new Event('visibilitychange'));

describe('pages of one browser', () => {
  let browser: FakeBrowser;
  beforeEach(() => {
    vi.useFakeTimers();
    browser = new FakeBrowser();
    look('visible');
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  async function open(): Promise<FakePage> {
    const page = new FakePage(browser);
    await vi.advanceTimersByTimeAsync(0);
    return page;
  }

  it('R7 share one connection, which the newest holds, and all hear the same', async () => {
    const pages = [await open(), await open(), await open()];
    expect(pages.map(({ isListening }) => isListening)).toEqual([false, false, true]);
    pages[2]?.tell(folders);
    await vi.advanceTimersByTimeAsync(0);
    expect(pages.map(({ heard }) => heard)).toEqual([[folders], [folders], [folders]]);
  });

  it('R7 hear nothing twice from one whose turn is over', async () => {
    const first = await open();
    const { tell } = first;
    const second = await open();
    tell(folders);
    await vi.advanceTimersByTimeAsync(0);
    expect([first.heard, second.heard]).toEqual([[], []]);
  });

  it('R7 go on when the one that listens is closed, and count as missed what came meanwhile', async () => {
    const [first, second] = [await open(), await open()];
    second.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(first.turns.map(({ hasMissed }) => hasMissed)).toEqual([false, true]);
    expect(first.isListening).toBe(true);
  });

  it('R7 count as missed what came while the one whose turn it was had not begun to hear', async () => {
    const [first, second] = [await open(), await open()];
    const third = await open();
    third.tell(connected);
    await vi.advanceTimersByTimeAsync(0);
    expect([first.heard, second.heard, third.heard]).toEqual([[missed], [missed], [connected]]);
  });

  it('R7 have missed nothing where one after the other listens', async () => {
    const first = await open();
    first.tell(connected);
    const second = await open();
    second.tell(connected);
    await vi.advanceTimersByTimeAsync(0);
    expect([first.heard, second.heard]).toEqual([[connected, connected], [connected]]);
  });

  it('R7 do not listen when they are closed before it is their turn', async () => {
    const page = new FakePage(browser);
    page.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(page.isListening).toBe(false);
  });

  it('R7 leave the connection with a page in the background that has it', async () => {
    const [first, second] = [await open(), await open()];
    second.tell(connected);
    seen();
    look('hidden'); // before the second answers
    await vi.advanceTimersByTimeAsync(5000);
    expect([first.isListening, second.isListening]).toEqual([false, true]);
  });

  it('R1 take the turn of one that sleeps, when they are looked at', async () => {
    const first = await open();
    const asleep = browser.openChannel;
    browser.openChannel = () => ({ onmessage: null, postMessage: () => undefined, close: () => undefined });
    const sleeping = await open();
    browser.openChannel = asleep;
    expect([first.isListening, sleeping.isListening]).toEqual([false, true]);
    seen();
    await vi.advanceTimersByTimeAsync(1000);
    expect([first.isListening, sleeping.isListening]).toEqual([true, false]);
    expect(first.turns.at(-1)?.hasMissed).toBe(true);
  });

  it('R1 take the turn of one in the background that has lost the studio', async () => {
    const [first, second] = [await open(), await open()];
    // both pages live in one document here: visible while the first asks, hidden while the second would answer
    look('visible');
    second.tell(gone);
    await Promise.resolve();
    look('hidden');
    await vi.advanceTimersByTimeAsync(1000);
    expect(first.heard).toEqual([gone]);
    expect([first.isListening, second.isListening]).toEqual([true, false]);
  });
});
