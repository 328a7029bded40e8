import { guardedFetch, type GuardedResponse, type Network } from './guarded-fetch.ts';
import { TransferFailure } from './transfer-failure.ts';

export interface TransferRequest {
  readonly url: string;
  /** Bytes that are here already. */
  readonly offset: number;
  /** Strong ETag that the bytes here belong to; `null`: they are known to belong to the file by other means. */
  readonly etag: string | null;
  readonly sizeBytes: number;
  /** `null`: not known. */
  readonly sha256: string | null;
}

export type Transfer =
  /** The body goes on at `offset`. */
  | { readonly kind: 'continues' | 'starts-over'; readonly etag: string | null; readonly hubSha256: string | null; readonly body: Body }
  /** Everything is here already. */
  | { readonly kind: 'complete' }
  /** What is here does not belong to the file the server has: ask again from the start. */
  | { readonly kind: 'stale' };

type Body = AsyncGenerator<Uint8Array, void>;

/**
 * Asks a source for the rest of a file and judges the answer: 206 at the right place goes on, 200 starts over (the server
 * knows no ranges, or the file behind `If-Range` has changed), 416 means that nothing is missing or that what is here is
 * too long. Throws `TransferFailure`.
 */
export async function openTransfer(request: TransferRequest, network: Network, signal: AbortSignal): Promise<Transfer> {
  const headers: Record<string, string> = {};
  if (request.offset > 0) headers['range'] = `bytes=${request.offset}-`;
  if (request.offset > 0 && request.etag !== null) headers['if-range'] = request.etag;
  const answer = await guardedFetch({ url: request.url, method: 'GET', headers }, network, signal);
  const transfer = judge(request, answer);
  if (!('body' in transfer)) await answer.response.body?.cancel();
  return transfer;
}

function judge(request: TransferRequest, { response, hub }: GuardedResponse): Transfer {
  if (response.status === 416) return judgeUnsatisfiable(request, response);
  if (response.status !== 200 && response.status !== 206) throw statusFailure(response);
  if (request.sha256 !== null && hub.sha256 !== null && request.sha256 !== hub.sha256) {
    throw new TransferFailure('unusable', 'it has another version of the file than the catalogue');
  }
  const etag = strongEtag(response.headers.get('etag'));
  if (response.status === 206) {
    const range = parseContentRange(response.headers.get('content-range'));
    const isSameFile = request.etag === null || etag === null || etag === request.etag;
    if (range?.start !== request.offset || !isSameFile) return { kind: 'stale' };
    if (range.totalBytes !== null) checkSize(range.totalBytes, request.sizeBytes);
    return { kind: 'continues', etag, hubSha256: hub.sha256, body: bodyOf(response) };
  }
  const length = response.headers.get('content-length');
  if (length !== null) checkSize(Number(length), request.sizeBytes);
  return { kind: 'starts-over', etag, hubSha256: hub.sha256, body: bodyOf(response) };
}

function judgeUnsatisfiable(request: TransferRequest, response: Response): Transfer {
  const total = /^bytes \*\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
  if (total !== undefined) checkSize(Number(total), request.sizeBytes);
  return { kind: request.offset === request.sizeBytes ? 'complete' : 'stale' };
}

function statusFailure(response: Response): TransferFailure {
  const { status } = response;
  const retryAfterSeconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const waiting = Number.isFinite(retryAfterSeconds) ? { retryAfterMs: Math.min(60, Math.max(0, retryAfterSeconds)) * 1000 } : {};
  if (status === 404 || status === 410) return new TransferFailure('unusable', 'it does not have the file');
  if (status === 401 || status === 403) return new TransferFailure('unusable', `it refuses the file (status ${status})`);
  const isPassing = status === 408 || status === 425 || status === 429 || status >= 500;
  return new TransferFailure(isPassing ? 'network' : 'unusable', `it answered with status ${status}`, waiting);
}

function checkSize(offeredBytes: number, wantedBytes: number): void {
  if (offeredBytes === wantedBytes) return;
  throw new TransferFailure('unusable', `it offers a file of ${offeredBytes} bytes instead of ${wantedBytes}`);
}

function parseContentRange(header: string | null): { start: number; totalBytes: number | null } | null {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header ?? '');
  return match ? { start: Number(match[1]), totalBytes: match[2] === '*' ? null : Number(match[2]) } : null;
}

/** A weak ETag does not promise the same bytes, so it cannot stand in `If-Range` (RFC 9110 §13.1.5). */
function strongEtag(header: string | null): string | null {
  return header !== null && /^"[\x21\x23-\x7e]*"$/.test(header) ? header : null;
}

/**
 * Takes hold of the body at once: Node ends the body of a response that nobody holds any more as if it were over, as long as nobody has begun to
 * read it.
 */
function bodyOf(response: Response): Body {
  if (!response.body) throw new TransferFailure('network', 'it sent an empty answer');
  return chunksOf(response.body.getReader());
}

async function* chunksOf(reader: ReadableStreamDefaultReader<Uint8Array>): Body {
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined); // it has failed already
  }
}
