import { Agent, request, type IncomingMessage } from 'node:http';
import { createStudioClient } from '@maobi/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, ask, FaultBench, type StudioProcess } from './studio-process.ts';

const floodRequests = 2_000;
const carriedAtOnce = 256;

let bench: FaultBench;
let studio: StudioProcess;
let page: Record<string, string>;
beforeAll(async () => {
  bench = new FaultBench();
  studio = await bench.start({ writeTokensPerSecond: 2_000 });
  page = { 'sec-fetch-site': 'same-origin', cookie: await sessionCookie() };
});
afterAll(() => bench.clear());

/** As a browser gets it that opens the launch link. */
async function sessionCookie(): Promise<string> {
  const headers = { authorization: `Bearer ${studio.key}` };
  const { path } = (await (await fetch(`${studio.url}/api/session/launch`, { method: 'POST', headers })).json()) as { path: string };
  const opened = await fetch(studio.url + path, { redirect: 'manual', headers: { 'sec-fetch-site': 'none' } });
  return (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

interface Answer {
  /** `null`: reset, or never answered. */
  readonly response: IncomingMessage | null;
  leave(): void;
}

/** One request on a connection of its own. */
function send(path: string, headers: Record<string, string>, body?: unknown): Promise<Answer> {
  return new Promise((resolve) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(studio.url + path, { agent: new Agent({ keepAlive: false }), method, headers });
    const leave = () => void sent.destroy();
    sent.on('response', (response) => resolve({ response, leave })).on('error', () => resolve({ response: null, leave }));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of response) text += String(piece);
  return text;
}

function flood(path: string, body?: unknown): Promise<Answer[]> {
  const headers = { authorization: `Bearer ${studio.key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  return Promise.all(Array.from({ length: floodRequests }, () => send(path, headers, body)));
}

const count = (answers: readonly Answer[], status: number | undefined) =>
  answers.filter(({ response }) => response?.statusCode === status).length;

describe('N10: more requests at once than the studio carries', () => {
  it('are refused in words and never reset, while the page is answered, and carried again once others have ended', async () => {
    const answers = await flood('/api/events');
    expect(count(answers, undefined)).toBe(0);
    expect([count(answers, 200), count(answers, 503)]).toEqual([carriedAtOnce, floodRequests - carriedAtOnce]);
    const refused = answers.find(({ response }) => response?.statusCode === 503)?.response;
    expect(refused?.headers).toMatchObject({ 'retry-after': '2', 'x-content-type-options': 'nosniff' });
    expect(JSON.parse(await textOf(refused!))).toMatchObject({ error: { code: 'studio-busy', retryable: true, hint: expect.any(String) } });

    const { response } = await send('/api/settings', page);
    expect(response?.statusCode).toBe(200);
    expect((await send('/', { 'sec-fetch-site': 'none' })).response?.statusCode).not.toBe(503);
    expect((await send('/health', {})).response?.statusCode).toBe(200);

    for (const { response, leave } of answers) {
      response?.on('error', () => undefined); // "aborted": by us
      leave();
    }
    await expect
      .poll(async () => (await fetch(`${studio.url}/v1/models`, { headers: { authorization: `Bearer ${studio.key}` } })).status)
      .toBe(200);
  });

  it('do not keep the writer from an answer, and each gets one itself', async () => {
    const request = { model: 'demo', messages: [{ role: 'user', content: 'Write about lakes.' }], max_tokens: 8 };
    const client = createStudioClient({ baseUrl: studio.url, headers: page });
    const flooding = flood('/v1/chat/completions', request);
    const question = await ask(client, 'Write about the sea.', 20);
    await expect.poll(async () => (await answerOf(client, question)).run?.state, { timeout: 60_000 }).toBe('length');
    const answers = await flooding;
    expect(count(answers, undefined)).toBe(0);
    const told = [200, 429, 503].map((status) => count(answers, status));
    expect(told.reduce((sum, each) => sum + each)).toBe(floodRequests);
    expect(told[0]).toBeGreaterThan(0);
  });
});
