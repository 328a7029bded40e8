import { StudioError } from '@maobi/core';
import { jsonAnswer } from '../answers/error-answer.ts';
import type { Security } from './security.ts';

/** `POST /api/session/launch`: where a second program that holds the key sends the browser. */
export const launchPath = '/api/session/launch';

/** A fresh one-time address for the browser, relative to the studio: `{ "path": "/?token=…" }`. */
export function launchAnswer(security: Security): Response {
  return jsonAnswer({ path: `/?token=${security.newLaunchToken()}` });
}

/**
 * The page request `/?token=…`: a token not used yet becomes a session. A used one is harmless to whoever is signed in
 * already (they opened the link twice) and refused to anybody else. `null` when the request carries no token.
 */
export async function redeemLaunch(request: Request, security: Security): Promise<Response | null> {
  const url = new URL(request.url);
  const token = url.searchParams.get('token');
  if (url.pathname !== '/' || token === null) return null;
  const home = { location: '/', 'cache-control': 'no-store' };
  if (security.redeem(token)) {
    return new Response(null, { status: 303, headers: { ...home, 'set-cookie': await security.sessionCookie() } });
  }
  if (await security.hasSession(request.headers.get('cookie'))) return new Response(null, { status: 303, headers: home });
  throw new StudioError('unauthorized', 'This link was used already or is from an earlier start.', {
    hint: 'Run "maobi" again and open the address it prints. 这个链接已经用过或已失效，请重新运行 maobi 并打开它给出的地址。',
  });
}
