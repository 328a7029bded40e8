import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStudioClient } from '@maobi/contract';
import { createScriptedEngine } from '@maobi/testkit';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localKeyOf } from '../data-folder.ts';
import { uuidV7 } from '../surroundings/uuid-v7.ts';
import { findRunningStudio } from './instance-file.ts';
import { startServer, type RunningServer, type ServerOptions } from './start-server.ts';

let root: string;
let running: RunningServer[];
let blockers: Server[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'maobi-server-'));
  running = [];
  blockers = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  for (const blocker of blockers) blocker.close();
  rmSync(root, { recursive: true, force: true });
});

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const webFolder = join(root, 'web');
  const server = await startServer({
    dataFolder: join(root, 'data'),
    engine: () => createScriptedEngine({ writeTokensPerSecond: 30 }),
    port: 0,
    webFolder,
    ...options,
  });
  running.push(server);
  return server;
}

async function block(host: string, port = 0): Promise<number> {
  const server = createServer((_, response) => response.end('not maobi')).listen(port, host);
  blockers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const key = (): string => localKeyOf(join(root, 'data'));

describe('starting', () => {
  it('N1: listens on loopback alone and says where', async () => {
    const server = await start();
    expect(server).toMatchObject({ kind: 'started', url: `http://127.0.0.1:${server.port}` });
    expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({ name: 'maobi', processId: process.pid });
    expect((await fetch(`http://localhost:${server.port}/health`)).status).toBe(200);
  });

  it('says what its studio is without asking over the network, which a busy machine may make too slow', async () => {
    const server = await start();
    if (server.kind !== 'started') throw new Error('nothing runs here yet');
    rmSync(join(root, 'data', 'instance.json'), { force: true }); // nobody finds it any more
    expect(await server.system()).toMatchObject({ activeModel: 'demo', isDemo: true });
  });

  it('N1: takes the next port when the wanted one is taken', async () => {
    const taken = await block('127.0.0.1');
    const server = await start({ port: taken });
    expect(server.port).not.toBe(taken);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  it('N1: takes another port when someone else has it on [::1] only', async () => {
    const taken = await block('::1');
    expect((await start({ port: taken })).port).not.toBe(taken);
  });

  it('N5: refuses to listen to other machines, and says what to do instead', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'example.org']) {
      await expect(start({ host })).rejects.toMatchObject({ code: 'invalid-request', hint: expect.stringContaining('ssh') });
    }
    expect(existsSync(join(root, 'data'))).toBe(false);
  });

  it('N6: keeps the folder and its secrets for their owner', async () => {
    await start();
    expect(statSync(join(root, 'data')).mode & 0o777).toBe(0o700);
    for (const name of ['local.key', 'instance.json', 'maobi.log']) {
      expect(statSync(join(root, 'data', name)).mode & 0o077).toBe(0);
    }
  });

  it('N7: a second start on the same folder finds the first and gets a launch link from it', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ kind: 'reused', url: first.url, port: first.port });
    expect(second.launchUrl).not.toBe(first.launchUrl);
    const opened = await fetch(second.launchUrl, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('HttpOnly')]);
    await second.close();
    expect((await fetch(`${first.url}/health`)).status).toBe(200);
  });

  it('N7: is not fooled by what a dead studio left behind', async () => {
    const first = await start();
    const instance = readFileSync(join(root, 'data', 'instance.json'), 'utf8');
    await first.close();
    const port = await block('127.0.0.1');
    for (const stale of [instance, JSON.stringify({ processId: process.pid, port, version: '0' }), '{"processId":', '']) {
      writeFileSync(join(root, 'data', 'instance.json'), stale);
      expect(await findRunningStudio(join(root, 'data'))).toBeNull();
    }
    expect((await start()).kind).toBe('started');
  });

  it('N7: two starts at the same moment give one studio', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['reused', 'started']);
    expect(both[0]!.url).toBe(both[1]!.url);
  });

  it('C6: refuses a model that is not installed before it listens, says what to do, and leaves the folder free', async () => {
    await expect(start({ modelOverride: 'qwen3-4b' })).rejects.toMatchObject({
      code: 'model-not-installed',
      hint: expect.stringContaining('maobi models pull qwen3-4b'),
    });
    await expect(start({ modelOverride: 'no-such-model' })).rejects.toMatchObject({ code: 'not-found' });
    expect(existsSync(join(root, 'data', 'instance.json'))).toBe(false);
    expect((await start({ modelOverride: 'demo' })).kind).toBe('started');
  });

  it('says in one sentence that the data folder cannot be used', async () => {
    writeFileSync(join(root, 'file'), '');
    await expect(start({ dataFolder: join(root, 'file', 'data') })).rejects.toMatchObject({
      code: 'data-folder-unusable',
      message: expect.stringContaining('ENOTDIR'),
    });
  });
});

describe('serving', () => {
  it('O2: answers the official OpenAI client over a real connection', async () => {
    const server = await start();
    const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: key(), maxRetries: 0 });
    expect((await client.models.list()).data.map(({ id }) => id)).toContain('demo');
    const messages = [{ role: 'user' as const, content: '湖' }];
    const whole = await client.chat.completions.create({ model: 'demo', messages, max_tokens: 12 });
    const stream = await client.chat.completions.create({ model: 'demo', messages, max_tokens: 12, stream: true });
    let streamed = '';
    for await (const chunk of stream) streamed += chunk.choices[0]?.delta.content ?? '';
    expect(streamed).toBe(whole.choices[0]!.message.content);
    await expect(client.chat.completions.create({ model: 'gpt-4o', messages })).rejects.toMatchObject({ status: 404 });
  });

  it('O9: a connection that is cut stops the run behind it', async () => {
    const server = await start();
    const headers = { authorization: `Bearer ${key()}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ model: 'demo', stream: true, messages: [{ role: 'user', content: '[[scenario:endless]]' }] });
    const cut = request(`${server.url}/v1/chat/completions`, { method: 'POST', headers });
    cut.end(body);
    const [response] = (await once(cut, 'response')) as [NodeJS.ReadableStream];
    await once(response, 'data');
    cut.destroy();
    // the engine does one generation at a time: the next one answers only when the endless one has ended
    const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: key(), maxRetries: 0 });
    const next = await client.chat.completions.create({ model: 'demo', messages: [{ role: 'user', content: 'x' }], max_tokens: 2 });
    expect(next.usage!.completion_tokens).toBe(2);
  });

  it('A9: hands out the built pages: the shell for views, hashed files for ever, small twins where they are', async () => {
    const web = join(root, 'web');
    mkdirSync(join(web, 'assets'), { recursive: true });
    writeFileSync(join(web, 'index.html'), '<!doctype html><title>毛笔</title>');
    writeFileSync(join(web, 'assets', 'main-Ab3dEf9h.js'), 'export const x = 1;');
    writeFileSync(join(web, 'assets', 'main-Ab3dEf9h.js.gz'), 'packed');
    writeFileSync(join(root, 'secret.txt'), 'secret');
    const { url } = await start();
    const shell = await fetch(`${url}/c/0190a000-0000-7000-8000-000000000001`);
    expect([shell.status, shell.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(shell.headers.get('cache-control')).toBe('no-cache');
    expect(shell.headers.get('content-security-policy')).toContain("script-src 'self'");
    const unchanged = await fetch(`${url}/`, { headers: { 'if-none-match': shell.headers.get('etag')! } });
    expect(unchanged.status).toBe(304);
    const plain = await fetch(`${url}/assets/main-Ab3dEf9h.js`, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('cache-control'), await plain.text()]).toEqual([
      'public, max-age=31536000, immutable',
      'export const x = 1;',
    ]);
    expect(await raw(url, '/assets/main-Ab3dEf9h.js', 'Accept-Encoding: gzip, br\r\n')).toMatch(/content-encoding: gzip[^]*packed$/);
    for (const path of [
      '/secret.txt',
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/missing.js',
    ]) {
      const answer = await raw(url, path);
      expect(answer).toMatch(/^HTTP\/1.1 (404|400)/);
      expect(answer).not.toMatch(/secret$/);
    }
  });

  it('A9: says what to do when the pages are not built', async () => {
    const { url } = await start();
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('npm run build')]);
  });

  it('N2: refuses what is no proper request with the same headers', async () => {
    const { url } = await start();
    const port = new URL(url).port;
    expect(await rawText(url, `GET /health HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/);
    expect(await rawText(url, `GET /health HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400[^]*nosniff/);
    expect(await rawText(url, `GET http://evil.example/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 403/,
    );
    expect(await rawText(url, `OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 4/);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });
});

describe('closing', () => {
  it('N8: keeps what runs as interrupted, ends open streams, and frees folder and port', async () => {
    const server = await start();
    const client = createStudioClient({ baseUrl: server.url, headers: { authorization: `Bearer ${key()}` } });
    const ids = { conversation: uuidV7(), question: uuidV7(), answer: uuidV7(), run: uuidV7() };
    await client.call('createConversation', { body: { id: ids.conversation } });
    await client.call('sendMessage', {
      params: { id: ids.conversation },
      body: { id: ids.question, parentId: null, text: '湖 [[scenario:endless]]', answerId: ids.answer, runId: ids.run },
    });
    let seen = '';
    let hasEnded = false;
    let closing: Promise<void> | undefined;
    const watching = (async () => {
      for await (const event of client.streamRun(ids.run)) {
        if (event.type === 'text') seen += event.text;
        if (event.type === 'text' && !closing) closing = server.close();
        hasEnded ||= event.type === 'ended';
      }
    })().catch(() => undefined);
    const listening = (async () => {
      for await (const event of client.streamStudio()) expect(event.type).toBeTypeOf('string');
    })();
    await watching;
    await listening; // the stream of what changes ends properly, too
    await closing;
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed');
    expect(existsSync(join(root, 'data', 'instance.json'))).toBe(false);
    const again = await start();
    const later = createStudioClient({ baseUrl: again.url, headers: { authorization: `Bearer ${key()}` } });
    const detail = await later.call('getConversation', { params: { id: ids.conversation } });
    const answer = detail.messages.at(-1)!;
    expect(answer.run).toMatchObject({ id: ids.run, state: 'interrupted' });
    expect(answer.text.startsWith(seen)).toBe(true);
    expect(hasEnded).toBe(true);
  });
});

function rawText(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** Sends the path as it is: `fetch` would tidy it up. */
function raw(url: string, path: string, headers = ''): Promise<string> {
  return rawText(url, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${new URL(url).port}\r\n${headers}Connection: close\r\n\r\n`);
}
