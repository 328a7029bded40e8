import { endpoints, studioHeader } from '@maobi/contract';
import { createTestStudio } from '@maobi/testkit';
import type { Studio } from '@maobi/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, filledPath, testOrigin, testSecret, testStudioId, type TestApi } from '../testing/test-api.ts';
import { launchPath } from './launch.ts';
import { createSecurity } from './security.ts';

let studio: Studio;
let test: TestApi;
beforeAll(async () => {
  studio = await createTestStudio();
  test = await createTestApi(studio);
});
afterAll(() => studio[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };

interface Target {
  readonly method: string;
  readonly path: string;
}
/** Discovered, not listed: a new route is tested by existing. `/` stands for the pages. */
const everyTarget = (): Target[] => [
  ...test.api.routes.map(({ method, path }) => ({ method, path: filledPath(path) })),
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/no/such/page' },
];
const guardedTargets = (): Target[] => everyTarget().filter(({ path }) => path.startsWith('/api/') || path.startsWith('/v1/'));
const init = ({ method }: Target, headers: Record<string, string>): RequestInit => ({
  method,
  headers: { ...json, ...headers },
  ...(method === 'GET' ? {} : { body: '{}' }),
});

/** Statuses of one request per target, as `{ 'GET /api/x': 403 }`, to show all that fail at once. */
async function statuses(targets: Target[], headers: Record<string, string>): Promise<Record<string, number>> {
  const pairs = targets.map(async (target): Promise<[string, number]> => {
    const response = await test.send(target.path, init(target, headers));
    await response.body?.cancel();
    return [`${target.method} ${target.path}`, response.status];
  });
  return Object.fromEntries(await Promise.all(pairs));
}
const all = (targets: Target[], status: number): Record<string, number> =>
  Object.fromEntries(targets.map(({ method, path }) => [`${method} ${path}`, status]));

describe('every route', () => {
  it('is discovered', () => {
    const paths = test.api.routes.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(Object.values(endpoints).map(({ path }) => path)));
    expect(paths).toEqual(expect.arrayContaining(['/health', '/api/events', '/api/runs/:id/stream', '/v1/chat/completions']));
  });

  it.each([
    ['another name', 'evil.example:4160'],
    ['another port', '127.0.0.1:4161'],
    ['no port', '127.0.0.1'],
    ['a name that ends alike', 'x127.0.0.1:4160'],
    ['a subdomain of localhost', 'a.localhost:4160'],
    ['all addresses', '0.0.0.0:4160'],
    ['credentials before it', 'user@127.0.0.1:4160'],
  ])('N2: refuses a Host of %s, even with the key', async (_, host) => {
    const targets = everyTarget();
    expect(await statuses(targets, { host, authorization: `Bearer ${testSecret}` })).toEqual(all(targets, 403));
  });

  it('N2: refuses a request without a Host', async () => {
    const answers = everyTarget().map((target) =>
      test.api.fetch(new Request(testOrigin + target.path, init(target, { authorization: `Bearer ${testSecret}` }))),
    );
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([400]));
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3000' }],
    ['another origin in an old browser', { origin: 'https://evil.example' }],
    ['another port in an old browser', { origin: 'http://127.0.0.1:3000' }],
    ['the other scheme', { origin: 'https://127.0.0.1:4160' }],
    ['the other name of this machine', { origin: 'http://localhost:4160' }],
    ['a sandboxed frame or a file', { origin: 'null' }],
    ['a page that lies about its site', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
    ['an unknown kind of site', { 'sec-fetch-site': 'sideways' }],
  ])('N3: refuses a page of %s, even with session and key', async (_, headers) => {
    const targets = everyTarget();
    const { cookie } = await test.pageHeaders();
    const sent = { cookie: cookie!, authorization: `Bearer ${testSecret}`, ...headers };
    expect(await statuses(targets, sent)).toEqual(all(targets, 403));
  });

  it('N3: an address typed by hand may open pages but never change anything', async () => {
    const targets = everyTarget().filter(({ method }) => method !== 'GET');
    expect(await statuses(targets, { 'sec-fetch-site': 'none' })).toEqual(all(targets, 403));
    expect((await test.send('/', { headers: { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' } })).status).toBe(200);
  });

  it('N4: below /api and /v1 answers 401 without a key or session', async () => {
    const targets = guardedTargets();
    expect(await statuses(targets, {})).toEqual(all(targets, 401));
    expect(await statuses(targets, { 'sec-fetch-site': 'same-origin' })).toEqual(all(targets, 401));
  });

  it.each([
    ['a wrong key', { authorization: 'Bearer wrong' }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: `Basic ${testSecret}` }],
    ['the key beside a session scheme', { authorization: `Bearer ${testSecret} x` }],
  ])('N4: answers 401 for %s', async (_, headers) => {
    const targets = guardedTargets();
    expect(await statuses(targets, headers)).toEqual(all(targets, 401));
  });

  it('N4: a session counts only for a page that proves to be our own, and never on /v1 or for a launch', async () => {
    const targets = guardedTargets();
    const { cookie } = await test.pageHeaders();
    expect(await statuses(targets, { cookie: cookie! })).toEqual(all(targets, 401));
    const closed = targets.filter(({ path }) => path.startsWith('/v1/') || path === launchPath);
    expect(await statuses(closed, await test.pageHeaders())).toEqual(all(closed, 401));
    expect((await test.send('/api/settings', { headers: await test.pageHeaders() })).status).toBe(200);
    expect((await test.send('/api/settings', { headers: { cookie: cookie!, origin: testOrigin } })).status).toBe(200);
  });

  it('N4: stays closed however its path is spelled', async () => {
    const spellings = [
      '/%61pi/settings',
      '/api%2fsettings',
      '//api/settings',
      '/API/settings',
      '/x/../api/settings',
      '/./api/settings',
      '/api/./settings',
      '/api/settings/',
      '/%76%31/models',
      '/api/settings;x',
      '/api/settings%00',
    ];
    const answers = await Promise.all(spellings.map((path) => test.send(path)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 401 && status !== 404)).toEqual([]);
  });

  it('N3: never sends CORS headers, not even for a preflight', async () => {
    const requests = everyTarget().flatMap((target) => [
      test.send(target.path, init(target, { authorization: `Bearer ${testSecret}` })),
      test.send(target.path, { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } }),
    ]);
    for (const response of await Promise.all(requests)) {
      await response.body?.cancel();
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('B1: carries the security headers on every answer, refusals included', async () => {
    for (const headers of [{ authorization: `Bearer ${testSecret}` }, {}, { host: 'evil.example' }] as Record<string, string>[]) {
      for (const target of everyTarget()) {
        const response = await test.send(target.path, init(target, headers));
        await response.body?.cancel();
        const carried = Object.fromEntries(response.headers);
        expect(carried).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'permissions-policy': expect.stringContaining('camera=()'),
          'content-security-policy': expect.stringContaining("default-src 'none'"),
        });
        expect(carried['cache-control'] ?? '').toBe(target.path === '/' && response.ok ? '' : 'no-store');
      }
    }
  });

  it('N11: below /api does nothing that was meant for another data folder, and says which one this is', async () => {
    const targets = guardedTargets().filter(({ path }) => path.startsWith('/api/'));
    const headers = { authorization: `Bearer ${testSecret}`, [studioHeader]: 'another' };
    expect(await statuses(targets, headers)).toEqual(all(targets, 409));
    // a page of that folder has no pass for this one
    expect(await statuses(targets, { 'sec-fetch-site': 'same-origin', [studioHeader]: 'another' })).toEqual(all(targets, 409));
    const answer = await test.send('/api/settings', { headers: { ...headers, [studioHeader]: testStudioId } });
    expect([answer.status, answer.headers.get(studioHeader)]).toEqual([200, testStudioId]);
    const stream = await test.send('/api/events', { headers: { authorization: `Bearer ${testSecret}` } });
    await stream.body?.cancel();
    expect(stream.headers.get(studioHeader)).toBe(testStudioId);
  });

  it('demands JSON where a body is read', async () => {
    const targets = guardedTargets().filter(({ method, path }) => method !== 'GET' && method !== 'DELETE' && path !== launchPath);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp']) {
      expect(await statuses(targets, { authorization: `Bearer ${testSecret}`, 'content-type': type })).toEqual(all(targets, 400));
    }
  });

  it('refuses a body above the cap with 413, announced or not', async () => {
    // images have a cap and types of their own
    const others = [launchPath, '/api/images'];
    const targets = guardedTargets().filter(({ method, path }) => (method === 'POST' || method === 'PATCH') && !others.includes(path));
    const large = ' '.repeat(8 * 1024 * 1024 + 1);
    const headers = { ...json, authorization: `Bearer ${testSecret}` };
    const answers = await Promise.all(targets.map(({ method, path }) => test.send(path, { method, headers, body: large })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([413]));
    const stream = new Blob([large]).stream();
    const unannounced = { method: 'POST', headers, body: stream, duplex: 'half' };
    expect((await test.send('/api/folders', unannounced as RequestInit)).status).toBe(413);
  });
});

describe('the page policy', () => {
  it('B1: is exactly this', async () => {
    const response = await test.send('/');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types maobi dompurify",
    );
  });
});

describe('the launch link', () => {
  const launch = async (): Promise<string> => {
    const response = await test.call('POST', launchPath);
    return ((await response.json()) as { path: string }).path;
  };

  it('N4: makes a session once and leads to the clean address', async () => {
    const path = await launch();
    const response = await test.send(path, { headers: { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' } });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^maobi-session-[0-9a-f]{16}=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const headers = { cookie: cookie.split(';')[0]!, 'sec-fetch-site': 'same-origin' };
    expect((await test.send('/api/settings', { headers })).status).toBe(200);
    const again = await test.send(path);
    expect(again.status).toBe(401);
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  it('leads whoever is signed in on, although it was used', async () => {
    const path = await launch();
    const first = await test.send(path);
    const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
    expect((await test.send(path, { headers: { cookie } })).status).toBe(303);
  });

  it('is refused with an invented token, in words a person can use', async () => {
    const response = await test.send('/?token=invented', { headers: { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toContain('maobi');
  });
});

describe('a session', () => {
  const options = { secret: testSecret, hosts: () => ['h:1'], apiKey: async () => 'key' };

  it('survives a restart, because its key lies in the data folder', async () => {
    const before = await createSecurity({ ...options, nowSeconds: () => 1000 });
    const after = await createSecurity({ ...options, nowSeconds: () => 2000 });
    expect(await after.hasSession((await before.sessionCookie()).split(';')[0]!)).toBe(true);
  });

  it('expires, and is worthless when changed or made for another data folder', async () => {
    const security = await createSecurity({ ...options, nowSeconds: () => 1000 });
    const cookie = (await security.sessionCookie()).split(';')[0]!;
    const later = await createSecurity({ ...options, nowSeconds: () => 1000 + 31 * 24 * 3600 });
    const other = await createSecurity({ ...options, secret: 'another-secret', nowSeconds: () => 1000 });
    const [name, value] = [cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)];
    const [expires, nonce, signature] = value.split('.');
    expect(await security.hasSession(cookie)).toBe(true);
    expect(await later.hasSession(cookie)).toBe(false);
    expect(await other.hasSession(cookie)).toBe(false);
    expect(await security.hasSession(`${name}=${Number(expires) + 1}.${nonce}.${signature}`)).toBe(false);
    expect(await security.hasSession(`${name}=${expires}.${nonce}.`)).toBe(false);
    expect(await security.hasSession(null)).toBe(false);
  });

  it('is still found behind one of the same name that someone else planted', async () => {
    const security = await createSecurity({ ...options, nowSeconds: () => 1000 });
    const cookie = (await security.sessionCookie()).split(';')[0]!;
    expect(await security.hasSession(`${cookie.split('=')[0]}=planted; ${cookie}`)).toBe(true);
  });
});
