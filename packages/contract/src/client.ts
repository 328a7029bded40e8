import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { EndpointBody, EndpointName, EndpointParams, EndpointQuery, EndpointResponse } from './endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import type { ErrorBody } from './errors.ts';
import type { StoredImage } from './images.ts';
import type { Id, RunEvent } from './runs.ts';
import type { StudioEvent } from './system.ts';

/** A request the studio refused, with its error body. `status` is 0 when no answer came at all. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export interface ClientOptions {
  /** e.g. `http://127.0.0.1:4160`; empty in a page served by the studio itself. */
  readonly baseUrl: string;
  /** Default: the global `fetch`. The command line passes one that calls the API in its own process. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** e.g. `{ authorization: 'Bearer …' }`. */
  readonly headers?: Record<string, string>;
  /** Whether the page that asks is about to go: the request is carried out all the same, unless it is long (64 KB). Asked for each request. */
  readonly isLeaving?: () => boolean;
}

/** What has to be known of a row of the endpoint table to call it. */
export interface Route extends Pick<Endpoint, 'method' | 'path'> {
  readonly hasBody: boolean;
}

/** How what the studio sent becomes what the client gives out. Each throws, or says `null` where that is allowed, for what it does not take. */
export interface AnswerReader {
  readonly answer: <N extends EndpointName>(name: N, json: unknown) => EndpointResponse<N>;
  readonly image: (json: unknown) => StoredImage;
  /** `null`: no error of the studio's own. */
  readonly error: (json: unknown) => ErrorBody | null;
  /** `null`: an event that this client does not know. */
  readonly runEvent: (json: unknown) => RunEvent | null;
  readonly studioEvent: (json: unknown) => StudioEvent | null;
}

export interface ClientParts {
  readonly routes: Readonly<Record<EndpointName, Route>>;
  readonly reader: AnswerReader;
}

type Input<N extends EndpointName> = (string extends keyof EndpointParams<N> ? unknown : { params: EndpointParams<N> }) &
  (EndpointBody<N> extends undefined ? unknown : { body: EndpointBody<N> }) & { query?: EndpointQuery<N>; signal?: AbortSignal };

/** The typed client of the studio's own API. */
export interface StudioClient {
  /** Calls one row of the endpoint table; throws `ClientError`. */
  call<N extends EndpointName>(name: N, input: Input<N>): Promise<EndpointResponse<N>>;
  /** Keeps an image and resolves with its address; throws `ClientError`. */
  keepImage(file: Blob): Promise<StoredImage>;
  /** The events of one run, from `afterSeq` on, until it has ended or the signal fires. One connection: it does not reconnect. */
  streamRun(id: Id, options?: { afterSeq?: number; signal?: AbortSignal }): AsyncIterable<RunEvent>;
  /** What changes in the studio, until the signal fires. One connection: it does not reconnect. */
  streamStudio(options?: { signal?: AbortSignal }): AsyncIterable<StudioEvent>;
}

/** The client that any of them is made of: what it knows of the endpoints and how it reads answers is given to it. */
export function assembleClient({ routes, reader }: ClientParts, options: ClientOptions): StudioClient {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const request = async (path: string, asked: RequestInit): Promise<Response> => {
    const init = options.isLeaving?.() ? { ...asked, keepalive: true } : asked;
    const base = options.baseUrl || globalThis.location?.origin;
    const sent = new Request(new URL(path, base), {
      ...init,
      headers: { ...options.headers, ...(init.headers as Record<string, string>) },
    });
    const response = await reach(() => send(sent));
    // asked of what was sent: Node tells a request that nobody holds any more of no abort
    sent.signal.throwIfAborted();
    if (!response.ok) throw new ClientError(response.status, await readErrorBody(response, reader));
    return response;
  };
  return {
    call: async (name, input) => {
      const { method, path, hasBody } = routes[name];
      const { params, query, body, signal } = input as {
        params?: Record<string, string>;
        query?: Record<string, unknown>;
        body?: unknown;
        signal?: AbortSignal;
      };
      const response = await request(fillPath(path, params ?? {}) + queryString(query ?? {}), {
        method,
        ...(hasBody ? { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } } : {}),
        ...(signal ? { signal } : {}),
      });
      return reader.answer(name, await response.json());
    },
    keepImage: async (file) => {
      const headers = { 'content-type': file.type || 'application/octet-stream' };
      const response = await request('/api/images', { method: 'POST', body: file, headers });
      return reader.image(await response.json());
    },
    streamRun: (id, { afterSeq = 0, signal } = {}) =>
      events(
        (data) => reader.runEvent(JSON.parse(data)),
        () =>
          request(`/api/runs/${encodeURIComponent(id)}/stream`, {
            headers: { 'last-event-id': String(afterSeq) },
            ...(signal ? { signal } : {}),
          }),
        signal,
      ),
    streamStudio: ({ signal } = {}) =>
      events(
        (data) => reader.studioEvent(jsonIn(data)),
        () => request('/api/events', signal ? { signal } : {}),
        signal,
      ),
  };
}

async function reach(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    const body: ErrorBody = {
      code: 'offline',
      message: 'The studio does not answer.',
      hint: 'Start it with "maobi" and try again.',
      retryable: true,
    };
    throw new ClientError(0, body);
  }
}

async function readErrorBody(response: Response, reader: AnswerReader): Promise<ErrorBody> {
  const json: unknown = await response
    .json()
    .then((answer: { error?: unknown }) => answer.error)
    .catch(() => null);
  return reader.error(json) ?? { code: 'internal', message: `The studio answered with status ${response.status}.`, retryable: false };
}

function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function queryString(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length ? `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}` : '';
}

/** What a run tells is text that must not go missing; of the studio's news, what cannot be read is passed over like what is not known. */
function jsonIn(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

/** Ends by the signal itself: a request that was answered is not held by anybody, and Node then tells it of no abort (20.20, after a garbage collection). */
async function* events<E>(
  read: (data: string) => E | null,
  open: () => Promise<Response>,
  signal: AbortSignal | undefined,
): AsyncIterable<E> {
  const response = await open();
  if (!response.body) return;
  // lib.dom and Node type these streams differently; at run time they are the same web standard
  const decoded = response.body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>);
  const reader = decoded.pipeThrough(new EventSourceParserStream()).getReader();
  const stop = () => void reader.cancel().catch(() => undefined); // the connection may already be gone
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const { value, done } = await reader.read();
      signal?.throwIfAborted();
      if (done) return;
      const event = read(value.data);
      // an event this client does not know is from a newer studio: skipping it is the forward-compatible answer
      if (event !== null) yield event;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    await reader.cancel().catch(() => undefined);
  }
}
