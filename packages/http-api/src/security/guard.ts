import { studioHeader } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import type { Security } from './security.ts';

/**
 * What is asked of every request before any route sees it. Throws `invalid-request` without a Host, `forbidden` for a
 * host or a page that is not the studio's own: the one defence against DNS rebinding and against other web pages.
 */
export function checkSource(request: Request, security: Security): void {
  const host = request.headers.get('host');
  if (!host) throw new StudioError('invalid-request', 'The request names no host.');
  if (!security.isHostAllowed(host)) {
    throw new StudioError('forbidden', 'This host name is not one of the studio.', { hint: 'Open the address that "maobi" printed.' });
  }
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin !== null && origin.toLowerCase() !== `http://${host.toLowerCase()}`) throw foreignPage();
  if (site === null || site === 'same-origin') return;
  if (site === 'none' && (request.method === 'GET' || request.method === 'HEAD')) return;
  throw foreignPage();
}

/**
 * Whether the caller may use the API: a Bearer key, or, where sessions count, the session of a page that proves by
 * browser headers to be the studio's own. Throws `unauthorized`.
 */
export async function checkCaller(request: Request, security: Security, { sessions }: { sessions: boolean }): Promise<void> {
  const bearer = /^Bearer +([\w~+/.=-]{1,500})$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    if (await security.isKey(bearer)) return;
    throw new StudioError('unauthorized', 'The API key is not the one of this studio.');
  }
  const isOwnPage = request.headers.get('sec-fetch-site') === 'same-origin' || request.headers.get('origin') !== null;
  if (sessions && isOwnPage && (await security.hasSession(request.headers.get('cookie')))) return;
  throw new StudioError('unauthorized', 'The request carries no key and no session of this studio.');
}

/** Refuses what was meant for the studio of another data folder, as a page is that stayed open while this one took its address. Throws `other-studio`. */
export function checkStudio(request: Request, studioId: string): void {
  const meant = request.headers.get(studioHeader);
  if (meant === null || meant === studioId) return;
  throw new StudioError('other-studio', 'Another data folder is served at this address now, so nothing was done.');
}

function foreignPage(): StudioError {
  return new StudioError('forbidden', 'Another web page may not talk to the studio.', {
    hint: 'Type the address of the studio into the address bar, or open the one that "maobi" printed.',
  });
}
