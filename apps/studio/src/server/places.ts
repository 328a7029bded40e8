import type { IncomingMessage, ServerResponse } from 'node:http';

/** Programs, and the studio's own pages: neither can take the places of the other. */
const mostAtOnce = 256;

/**
 * How many requests are carried at the same time. A flood of them by a program costs it refusals, and the writer nothing:
 * what the browser itself vouches for as the studio's own page has places of its own. `/health` needs none.
 */
export class Places {
  readonly #taken = { page: 0, program: 0 };

  /** Whether this request has a place; it is given back when its answer has ended or its connection is gone. */
  take({ headers, url }: Pick<IncomingMessage, 'headers' | 'url'>, answer: Pick<ServerResponse, 'once'>): boolean {
    if (url === '/health') return true;
    const site = headers['sec-fetch-site'];
    const kind = site === 'same-origin' || site === 'none' ? 'page' : 'program';
    if (this.#taken[kind] >= mostAtOnce) return false;
    this.#taken[kind] += 1;
    answer.once('close', () => (this.#taken[kind] -= 1));
    return true;
  }
}
