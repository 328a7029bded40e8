import type { Log, Studio } from '@maobi/core';
import type { Patience } from '../openai/answer.ts';
import { createApi, type Api } from '../create-api.ts';
import { createSecurity, type Security } from '../security/security.ts';

/** Address of the studio in tests; nothing listens there. */
export const testOrigin = 'http://127.0.0.1:4160';
export const testStudioId = '0190a000-0000-7000-8000-00000000f01d';
export const testSecret = 'local-secret-of-this-data-folder-0123456789';

export interface TestApi {
  readonly api: Api;
  readonly security: Security;
  /** What was logged as an error. */
  readonly errors: Record<string, unknown>[];
  /** Sends as the wire would: with a Host. Further headers as given. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** Sends with the key. A body is sent as JSON. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** Headers of the studio's own page, signed in. */
  pageHeaders(): Promise<Record<string, string>>;
  /** For clients that bring their own `fetch`. */
  readonly fetch: typeof fetch;
}

export async function createTestApi(studio: Studio, options: { patience?: Patience; pages?: typeof page } = {}): Promise<TestApi> {
  const errors: Record<string, unknown>[] = [];
  const ignore = (): void => undefined;
  const log: Log = { debug: ignore, info: ignore, warn: ignore, error: (fields) => void errors.push(fields) };
  const security = await createSecurity({
    secret: testSecret,
    hosts: () => ['127.0.0.1:4160', 'localhost:4160'],
    apiKey: () => studio.settings.apiKey(),
    nowSeconds: () => Math.floor(Date.now() / 1000),
  });
  const api = createApi({ studio, security, version: '1.2.3', studioId: testStudioId, processId: 42, log, pages: page, ...options });
  const send = (path: string, init: RequestInit = {}): Promise<Response> => {
    const request = new Request(new URL(path, testOrigin), init);
    if (!request.headers.has('host')) request.headers.set('host', '127.0.0.1:4160');
    return api.fetch(request);
  };
  return {
    api,
    security,
    errors,
    send,
    call: (method, path, body) =>
      send(path, { method, headers: keyHeaders, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    pageHeaders: async () => ({
      cookie: (await security.sessionCookie()).split(';')[0] ?? '',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    }),
    fetch: (input, init) => {
      const request = new Request(input, init);
      request.headers.set('host', new URL(request.url).host);
      return api.fetch(request);
    },
  };
}

const keyHeaders = { authorization: `Bearer ${testSecret}`, 'content-type': 'application/json' };

async function page(request: Request): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  return pathname === '/' ? new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }) : null;
}

/** The same path with something in place of each parameter. */
export function filledPath(path: string): string {
  return path.replace(/:\w+/g, '0190a000-0000-7000-8000-000000000001');
}
