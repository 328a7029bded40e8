import { StudioError } from '@maobi/core';
import { checkAddress, type AddressPolicy } from './allowed-hosts.ts';
import { TransferFailure } from './transfer-failure.ts';

/** As the global `fetch`, which is what it is by default. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export interface Network {
  readonly fetch: Fetch;
  readonly policy: AddressPolicy;
}

export interface GuardedRequest {
  readonly url: string;
  readonly method: 'GET' | 'HEAD';
  readonly headers: Record<string, string>;
}

export interface GuardedResponse {
  readonly response: Response;
  /**
   * What the hub says about the file on any of the hops: Hugging Face and its mirrors send `x-linked-etag` (the sha256 of
   * the large file behind the redirect) and `x-linked-size`.
   */
  readonly hub: { readonly sha256: string | null; readonly sizeBytes: number | null };
}

const maximumRedirects = 6;

/**
 * Asks for an address and follows its redirects one by one, so that every hop is checked against the allowed hosts; a
 * hub must not be able to lead a download anywhere else. Sends no cookies and no credentials. Throws `TransferFailure`, or
 * the signal's own reason.
 */
export async function guardedFetch(request: GuardedRequest, network: Network, signal: AbortSignal): Promise<GuardedResponse> {
  const hub: { sha256: string | null; sizeBytes: number | null } = { sha256: null, sizeBytes: null };
  let url = new URL(request.url);
  for (let hop = 0; hop <= maximumRedirects; hop += 1) {
    checkAddress(url, network.policy);
    const response = await send(url, request, network.fetch, signal);
    hub.sha256 ??= hashOf(response.headers.get('x-linked-etag'));
    hub.sizeBytes ??= countOf(response.headers.get('x-linked-size'));
    const target = redirectTarget(response, url);
    if (target === null) return { response, hub };
    await response.body?.cancel();
    // A HEAD need not go further: signed addresses of content networks are often made for GET alone
    if (request.method === 'HEAD' && target.host !== url.host) {
      checkAddress(target, network.policy);
      return { response, hub };
    }
    url = target;
  }
  throw new TransferFailure('unusable', 'it redirects in circles');
}

async function send(url: URL, request: GuardedRequest, fetch: Fetch, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method: request.method,
      // identity: a compressed answer would have other bytes and no usable ranges
      headers: { 'accept-encoding': 'identity', 'user-agent': 'maobi', ...request.headers },
      redirect: 'manual',
      credentials: 'omit',
      signal,
    });
  } catch (caught) {
    throw asTransferFailure(caught, signal);
  }
}

/** What a failed read or request means; a StudioError (of the disk) and a fired signal's own reason go through unchanged. */
export function asTransferFailure(caught: unknown, signal: AbortSignal): unknown {
  if (caught instanceof StudioError) return caught;
  if (signal.aborted) return signal.reason;
  if (caught instanceof TransferFailure) return caught;
  const code = causeCode(caught);
  const sentence = failureSentences[code];
  if (sentence) return new TransferFailure('unreachable', sentence, { cause: caught });
  if (/CERT|SSL|TLS/.test(code)) return new TransferFailure('unreachable', 'its certificate is not trusted', { cause: caught });
  return new TransferFailure('network', 'the connection broke off', { cause: caught });
}

const failureSentences: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name cannot be found',
  EAI_AGAIN: 'its name cannot be found',
  ECONNREFUSED: 'it refuses the connection',
  ENETUNREACH: 'there is no way to it',
  EHOSTUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};

function causeCode(caught: unknown): string {
  for (let error = caught; error instanceof Error; error = error.cause) {
    const { code, errors } = error as { code?: unknown; errors?: unknown };
    if (typeof code === 'string') return code;
    if (Array.isArray(errors) && errors.length > 0) return causeCode(errors[0]);
  }
  return '';
}

function redirectTarget(response: Response, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(response.status)) return null;
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, from)) throw new TransferFailure('unusable', 'it redirects to nowhere');
  return new URL(location, from);
}

function hashOf(etag: string | null): string | null {
  return /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(etag ?? '')?.[1] ?? null;
}

function countOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
