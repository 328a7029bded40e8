import type { StudioEvent } from '@maobi/contract';
import type { BrokenConnection } from './connection.ts';
import { ofThisStudio } from './this-studio.ts';

/** What a page hears from the studio. */
export type News =
  | { readonly type: 'connected'; /** Something may have happened that nobody heard of. */ readonly hasMissed: boolean }
  | { readonly type: 'event'; readonly event: StudioEvent }
  | { readonly type: 'gone'; readonly connection: BrokenConnection };

export interface ListeningOptions {
  readonly signal: AbortSignal;
  /** Nobody listened before, or it is not known since when. */
  readonly hasMissed: boolean;
}

/** Listens until the signal fires, through lost connections as well. */
export type Listen = (hear: (news: News) => void, options: ListeningOptions) => Promise<void>;

/** What the pages of one browser say to each other. */
type Said = News | { readonly type: 'who-listens' } | { readonly type: 'here'; readonly isConnected: boolean };

/** How the pages of one browser find each other. */
export interface BrowserPages {
  /** What their turn is called. */
  readonly name: string;
  readonly locks: Pick<LockManager, 'request'>;
  readonly openChannel: () => Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>;
}

const answerWithinMs = 1000;

/** `null` where the browser has no such thing, as on pages of another computer without TLS: each page listens for itself there. */
export function pagesOfThisBrowser(): BrowserPages | null {
  const locks = (navigator as Partial<Navigator>).locks;
  if (!locks || typeof BroadcastChannel === 'undefined') return null;
  // a page of another data folder, which has or had the same address, is told nothing by this studio
  const name = ofThisStudio('maobi-studio-news');
  return { name, locks, openChannel: () => new BroadcastChannel(name) };
}

/**
 * One page of the browser listens to the studio and tells the others: a browser keeps no more than six connections to one server, and
 * pages that each held one for good would leave none to the seventh. The page opened last listens. When it is closed the next one takes its
 * place, and so does a page that is looked at while the one that listens is asleep.
 */
export class SharedListening {
  readonly #pages: BrowserPages;
  readonly #listen: Listen;
  readonly #hear: (news: News) => void;
  #channel: ReturnType<BrowserPages['openChannel']> | null = null;
  #waiting: AbortController | null = null;
  #listening: AbortController | null = null;
  #isConnected = false;
  /** Another page has listened until this one's turn. */
  #isRelieving = false;
  /** Its own turn ended before it had begun to hear anything. */
  #mayHaveMissed = false;
  #hasLeft = false;
  #unanswered: ReturnType<typeof setTimeout> | undefined;

  constructor(pages: BrowserPages, listen: Listen, hear: (news: News) => void) {
    this.#pages = pages;
    this.#listen = listen;
    this.#hear = hear;
  }

  /** Hears, and listens where it is this page's turn, until the signal fires. */
  async follow(signal: AbortSignal, { hasMissed }: { readonly hasMissed: boolean }): Promise<void> {
    const channel = this.#pages.openChannel();
    this.#channel = channel;
    channel.onmessage = ({ data }: MessageEvent<Said>) => this.#receive(data);
    document.addEventListener('visibilitychange', this.#askWhenSeen);
    signal.addEventListener('abort', this.#leave, { once: true });
    channel.postMessage({ type: 'who-listens' } satisfies Said);
    try {
      let takesOver = await this.#inTurn({ steal: true }, { hasMissed });
      while (!signal.aborted) {
        takesOver = await (takesOver ? this.#inTurn({ steal: true }, { hasMissed: true }) : this.#whenFree());
      }
    } finally {
      document.removeEventListener('visibilitychange', this.#askWhenSeen);
      clearTimeout(this.#unanswered);
      channel.close();
    }
  }

  readonly #leave = (): void => {
    this.#hasLeft = true;
    this.#waiting?.abort();
    this.#listening?.abort();
  };

  async #whenFree(): Promise<boolean> {
    const waiting = new AbortController();
    this.#waiting = waiting;
    return this.#inTurn({ signal: waiting.signal }, { hasMissed: true });
  }

  /** Listens once it may, until it is not its turn any more. True: it gave up waiting, to take its turn at once. */
  async #inTurn(options: LockOptions, { hasMissed }: { readonly hasMissed: boolean }): Promise<boolean> {
    const listening = new AbortController();
    try {
      await this.#pages.locks.request(this.#pages.name, options, async () => {
        this.#waiting = null;
        if (this.#hasLeft) return undefined;
        this.#listening = listening;
        this.#isConnected = false;
        this.#mayHaveMissed = true;
        return this.#listen((news) => this.#tell(news), { signal: listening.signal, hasMissed });
      });
      return false;
    } catch (error) {
      if (!isAbort(error)) throw error;
      return this.#listening === null;
    } finally {
      listening.abort();
      this.#waiting = null;
      this.#listening = null;
      this.#isRelieving = false;
    }
  }

  #tell(news: News): void {
    if (this.#listening === null) return; // it has just become another's turn
    if (news.type === 'connected') {
      this.#mayHaveMissed = false;
      // the others have missed nothing only if one of them has listened until now
      this.#channel?.postMessage({ ...news, hasMissed: news.hasMissed || !this.#isRelieving } satisfies Said);
    } else this.#channel?.postMessage(news);
    if (news.type !== 'event') this.#isConnected = news.type === 'connected';
    this.#hear(news);
  }

  #receive(said: Said): void {
    if (said.type === 'who-listens') {
      const isAwake = this.#isConnected || document.visibilityState === 'visible';
      if (this.#listening && isAwake) this.#channel?.postMessage({ type: 'here', isConnected: this.#isConnected } satisfies Said);
      return;
    }
    clearTimeout(this.#unanswered); // whatever it says, it is there
    if (said.type === 'here') {
      this.#isRelieving = said.isConnected;
      return;
    }
    this.#hear(said.type === 'connected' ? { ...said, hasMissed: said.hasMissed || this.#mayHaveMissed } : said);
    if (said.type === 'connected') this.#mayHaveMissed = false;
    // where nobody looks, timers run late, and so would the next try
    if (said.type === 'gone') this.#askWhenSeen();
  }

  readonly #askWhenSeen = (): void => {
    if (document.visibilityState !== 'visible' || this.#waiting === null) return;
    clearTimeout(this.#unanswered);
    this.#unanswered = setTimeout(() => this.#waiting?.abort(), answerWithinMs);
    this.#channel?.postMessage({ type: 'who-listens' });
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
