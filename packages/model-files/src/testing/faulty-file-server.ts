import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';

/** How the server answers one GET; what is left out is done right. */
export interface Behaviour {
  readonly bytes?: Uint8Array;
  readonly etag?: string | null;
  /** Answers with this status and nothing else. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cuts the connection after so many bytes of the body; how many of them the client still sees is chance. */
  readonly dropAfterBytes?: number;
  /** Sends nothing more after so many bytes of the body. */
  readonly stallAfterBytes?: number;
  /** Ends the body properly after so many bytes, without ever having told a length: the client sees exactly these. */
  readonly endAfterBytes?: number;
  /** Answers a range with 200 and the whole file. */
  readonly ignoresRanges?: boolean;
  /** Sends the range from this many bytes further on than asked. */
  readonly rangeShiftBytes?: number;
  /** Sends pieces of this size with a moment between them. */
  readonly pieceBytes?: number;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly cookie: string | undefined;
}

export interface FaultyFileServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** How the next GETs are answered, one each; after them all is done right. */
  readonly next: Behaviour[];
  /** How everything is answered, as far as `next` says nothing else. */
  always: Behaviour;
  /** How HEAD is answered. */
  head: Pick<Behaviour, 'status' | 'headers'> & { readonly delayMs?: number };
}

/** A file server for tests: it does everything right until told otherwise. */
export async function startFaultyFileServer(bytes: Uint8Array): Promise<FaultyFileServer> {
  const seen: SeenRequest[] = [];
  const control = { next: [] as Behaviour[], always: {} as Behaviour, head: {} as FaultyFileServer['head'] };
  const server = createServer((request, response) => {
    const { range, 'if-range': ifRange, cookie } = request.headers;
    seen.push({ method: request.method ?? '', path: request.url ?? '', range, ifRange: ifRange as string | undefined, cookie });
    const answering =
      request.method === 'HEAD'
        ? answerHead(response, control.head)
        : answerGet(request, response, { bytes, etag: '"one"', ...control.always, ...control.next.shift() });
    answering.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(control, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function answerHead(response: ServerResponse, head: FaultyFileServer['head']): Promise<void> {
  if (head.delayMs !== undefined) await delay(head.delayMs);
  response.writeHead(head.status ?? 200, head.headers).end();
}

type FullBehaviour = Behaviour & { readonly bytes: Uint8Array; readonly etag: string | null };

async function answerGet(request: IncomingMessage, response: ServerResponse, behaviour: FullBehaviour): Promise<void> {
  if (behaviour.status !== undefined) {
    response.writeHead(behaviour.status, behaviour.headers).end();
    return;
  }
  const start = startOfRange(request, behaviour);
  const total = behaviour.bytes.byteLength;
  const headers: Record<string, string> = { ...behaviour.headers };
  if (behaviour.etag !== null) headers['etag'] = behaviour.etag;
  if (start !== null && start >= total) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${total}` }).end();
    return;
  }
  const body = behaviour.bytes.subarray((start ?? 0) + (start === null ? 0 : (behaviour.rangeShiftBytes ?? 0)));
  if (start !== null) headers['content-range'] = `bytes ${total - body.byteLength}-${total - 1}/${total}`;
  if (behaviour.endAfterBytes === undefined) headers['content-length'] = String(body.byteLength);
  response.writeHead(start === null ? 200 : 206, headers);
  await sendBody(response, body, behaviour);
}

function startOfRange(request: IncomingMessage, behaviour: FullBehaviour): number | null {
  const ifRange = request.headers['if-range'];
  const isRefused = behaviour.ignoresRanges === true || (ifRange !== undefined && ifRange !== behaviour.etag);
  const start = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  return start === undefined || isRefused ? null : Number(start);
}

async function sendBody(response: ServerResponse, body: Uint8Array, behaviour: Behaviour): Promise<void> {
  const { dropAfterBytes, stallAfterBytes, endAfterBytes, pieceBytes } = behaviour;
  const limit = dropAfterBytes ?? stallAfterBytes ?? endAfterBytes ?? body.byteLength;
  const sent = body.subarray(0, limit);
  const step = pieceBytes ?? Math.max(1, sent.byteLength);
  for (let at = 0; at < sent.byteLength && !response.destroyed; at += step) {
    await new Promise<void>((resolve) => response.write(sent.subarray(at, at + step), () => resolve()));
    if (pieceBytes !== undefined) await delay(1);
  }
  if (dropAfterBytes !== undefined) {
    response.destroy();
  } else if (stallAfterBytes === undefined) {
    response.end();
  }
}
