import type { Log } from '@maobi/core';
import { byteStream } from './byte-stream.ts';

/** One server-sent event: `id` only where a reconnect may resume after it. */
export interface ServerSentEvent {
  readonly id?: number;
  readonly data: string;
}

export interface EventStreamOptions {
  /** Made by the caller, given to whoever makes the events; fired here when the reader goes away. */
  readonly abort: AbortController;
  readonly log: Log;
}

/** Server-sent events as an answer; begins with a comment, so that the reader knows at once that it is connected. */
export function eventStreamAnswer(events: AsyncIterable<ServerSentEvent>, options: EventStreamOptions): Response {
  const body = byteStream(lines(events), {
    abort: options.abort,
    keepAlive: ': keep-alive\n\n',
    onError: (caught) => options.log.warn({ cause: String(caught) }, 'An event stream was cut by an error.'),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' } });
}

async function* lines(events: AsyncIterable<ServerSentEvent>): AsyncGenerator<string> {
  yield ': connected\n\n';
  for await (const { id, data } of events) yield `${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}

/** An abort controller that also fires when the client of this request goes away before the answer began. */
export function abortWith(request: Request): AbortController {
  const abort = new AbortController();
  if (request.signal.aborted) abort.abort();
  request.signal.addEventListener('abort', () => abort.abort(), { once: true });
  return abort;
}
