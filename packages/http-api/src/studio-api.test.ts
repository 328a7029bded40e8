import { createStudioClient, plainBrief, type RunEvent, type StudioClient, type StudioEvent } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import { createScriptedEngine, createTestStudio, testId } from '@maobi/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestApi, testOrigin, testSecret, type TestApi } from './testing/test-api.ts';

let studio: Studio;
let test: TestApi;
let client: StudioClient;
beforeEach(() => open());
afterEach(() => studio[Symbol.asyncDispose]());

async function open(engine = createScriptedEngine()): Promise<void> {
  studio = await createTestStudio({ engine });
  test = await createTestApi(studio);
  client = createStudioClient({
    baseUrl: testOrigin,
    fetch: (request) => test.fetch(request),
    headers: { authorization: `Bearer ${testSecret}` },
  });
}

const ids = { conversation: testId(900), question: testId(901), answer: testId(902), run: testId(903), document: testId(904) };

async function ask(text: string): Promise<void> {
  await client.call('createConversation', { body: { id: ids.conversation, title: '湖 & 海: "论文"' } });
  await client.call('sendMessage', {
    params: { id: ids.conversation },
    body: { id: ids.question, parentId: null, text, answerId: ids.answer, runId: ids.run, options: { maxTokens: 80 } },
  });
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
const textOf = (events: RunEvent[]): string => events.map((event) => (event.type === 'text' ? event.text : '')).join('');

/** The raw server-sent events of one connection. */
async function rawEvents(path: string, headers: Record<string, string>): Promise<{ id: string | undefined; data: RunEvent }[]> {
  const response = await test.send(path, { headers: { authorization: `Bearer ${testSecret}`, ...headers } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const events = (await response.text()).split('\n\n').filter((event) => event.includes('data: '));
  return events.map((event) => ({
    id: /^id: (.*)$/m.exec(event)?.[1],
    data: JSON.parse(/^data: (.*)$/m.exec(event)![1]!) as RunEvent,
  }));
}

describe('the studio through its typed client', () => {
  it('H55: empties the bin up to a time, and refuses anything else that is named', async () => {
    await client.call('createConversation', { body: { id: ids.conversation } });
    const { binnedAt } = await client.call('binConversation', { params: { id: ids.conversation }, body: {} });
    await expect(client.call('emptyBin', { body: { binnedUntil: 'now' } })).rejects.toMatchObject({ body: { code: 'invalid-request' } });
    expect(await client.call('emptyBin', { body: { binnedUntil: binnedAt ?? '' } })).toEqual({ deletedCount: 1 });
    expect(await client.call('listConversations', { query: { bin: 'true' } })).toEqual({ conversations: [], total: 0 });
  });

  it('A1: carries a question from asking to the exported answer', async () => {
    await ask('请写一篇关于湖的短文。');
    const events = await collected(client.streamRun(ids.run));
    expect(events.at(-1)).toMatchObject({ type: 'ended', run: { id: ids.run, state: 'length' } });
    const detail = await client.call('getConversation', { params: { id: ids.conversation } });
    expect(detail.messages.at(-1)).toMatchObject({ id: ids.answer, role: 'assistant', text: textOf(events) });
    expect((await client.call('listConversations', {})).conversations).toMatchObject([{ id: ids.conversation, messageCount: 2 }]);
    expect((await client.call('search', { query: { q: '短文' } })).hits).toMatchObject([{ conversationId: ids.conversation }]);
    await client.call('binConversation', { params: { id: ids.conversation }, body: {} });
    expect((await client.call('listConversations', {})).total).toBe(0);
    expect((await client.call('listConversations', { query: { bin: 'true' } })).total).toBe(1);
    await client.call('deleteConversation', { params: { id: ids.conversation } });
    await expect(client.call('getConversation', { params: { id: ids.conversation } })).rejects.toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });

  it('A17: looks into documents and conversations at once', async () => {
    await ask('湖边的问题');
    const brief = plainBrief({ topic: '湖边的早晨', language: 'zh', words: 300 });
    await client.call('createDocument', { body: { id: ids.document, brief } });
    expect(await client.call('search', { query: { q: '湖边' } })).toMatchObject({
      hits: [{ conversationId: ids.conversation }],
      documents: [{ documentId: ids.document, sectionId: null, title: '湖边的早晨' }],
    });
  });

  it('A1: reads and changes settings, and replaces the key', async () => {
    expect(await client.call('updateSettings', { body: { theme: 'dark' } })).toMatchObject({ theme: 'dark', language: 'system' });
    const { key } = await client.call('getApiKey', {});
    expect((await test.send('/v1/models', { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
    const { key: next } = await client.call('replaceApiKey', { body: {} });
    expect((await test.send('/v1/models', { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
    expect((await test.send('/v1/models', { headers: { authorization: `Bearer ${next}` } })).status).toBe(200);
  });

  it('A2: tells what changes to every open page', async () => {
    const done = new AbortController();
    const seen: StudioEvent[] = [];
    const watching = (async () => {
      for await (const event of client.streamStudio({ signal: done.signal })) {
        seen.push(event);
        if (event.type === 'folders') break;
      }
    })();
    await vi.waitFor(async () => {
      await client.call('updateSettings', { body: { theme: 'light' } }); // nobody hears what changes before the connection is accepted
      expect(seen).not.toEqual([]);
    });
    await client.call('createFolder', { body: { id: testId(910), name: '散文' } });
    await watching;
    done.abort();
    expect(seen[0]).toMatchObject({ type: 'settings', settings: { theme: 'light' } });
    expect(seen.at(-1)).toMatchObject({ type: 'folders' });
  });

  it('A3: an error carries code, sentence and hint, and the status of the table', async () => {
    const unknown = await test.call('GET', `/api/conversations/${ids.conversation}`);
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { code: 'not-found', retryable: false } }]);
    const invalid = await test.call('POST', '/api/folders', { id: 'x', name: '' });
    expect([invalid.status, await invalid.json()]).toMatchObject([400, { error: { code: 'invalid-request', details: { param: 'id' } } }]);
    const brief = plainBrief({ topic: '长'.repeat(3_000), language: 'zh', words: 800 });
    const tooLong = await test.call('POST', '/api/documents', { id: ids.document, brief });
    const { error } = (await tooLong.json()) as { error: { message: string; hint: string } };
    expect([error.message, error.hint]).toEqual([
      'The request is not valid: body.brief.topic has to have at most 2,000 characters.',
      'Shorten it, or split it into several.',
    ]);
    const notJson = await test.send('/api/folders', {
      method: 'POST',
      body: '{',
      headers: { authorization: `Bearer ${testSecret}`, 'content-type': 'application/json' },
    });
    expect(notJson.status).toBe(400);
  });

  it('A3: what breaks inside leaves as "internal", is logged, and tells nothing', async () => {
    studio.conversations.folders = () => Promise.reject(new Error('secret detail at /home/writer'));
    const response = await test.call('GET', '/api/folders');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal' } });
    expect(text).not.toContain('secret detail');
    expect(JSON.stringify(test.errors)).toContain('secret detail');
  });

  it('A4: exports as a download with the title as its name', async () => {
    await ask('Lakes');
    await collected(client.streamRun(ids.run));
    const markdown = await test.call('GET', `/api/conversations/${ids.conversation}/export?format=md`);
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(markdown.headers.get('content-disposition')).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''%E6%B9%96/);
    expect(markdown.headers.get('content-security-policy')).toContain('sandbox');
    expect(await markdown.text()).toContain('Lakes');
    const json = await test.call('GET', `/api/conversations/${ids.conversation}/export?format=json`);
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(await json.text())).toBeTypeOf('object');
    expect((await test.call('GET', `/api/conversations/${ids.conversation}/export?format=exe`)).status).toBe(400);
  });
});

describe('the queue over the wire', () => {
  const question = (n: number) => ({
    id: testId(n),
    parentId: null,
    text: '[[scenario:endless]] on',
    answerId: testId(n + 1),
    runId: testId(n + 2),
  });

  async function askSeveral(...numbers: number[]): Promise<string[]> {
    await studio[Symbol.asyncDispose]();
    await open(createScriptedEngine({ writeTokensPerSecond: 200 }));
    for (const n of numbers) {
      await client.call('createConversation', { body: { id: testId(n + 3), title: `T${n}` } });
      await client.call('sendMessage', { params: { id: testId(n + 3) }, body: question(n) });
    }
    return numbers.map((n) => testId(n + 2));
  }

  it('A11: lists what works and waits, and moves what waits', async () => {
    const [first = '', second = '', third = ''] = await askSeveral(500, 510, 520);
    const moved = await client.call('moveRun', { params: { id: third }, body: { before: second } });
    expect(moved.map(({ runId, position }) => [runId, position])).toEqual([[first, 0], [third, 1], [second, 2]]); // prettier-ignore
    expect((await client.call('listQueue', {})).slice(1)).toEqual(moved.slice(1));
    expect(moved[1]).toEqual({
      runId: third,
      conversationId: testId(523),
      documentId: null,
      action: 'answer',
      title: 'T520',
      section: null,
      urgency: 'interactive',
      owner: 'writer',
      state: 'waiting',
      position: 1,
      estimate: { waitingMs: null, readingMs: null, remainingMs: null },
    });
    const refused = (id: string, before: string | null) => client.call('moveRun', { params: { id }, body: { before } });
    await expect(refused(first, null)).rejects.toMatchObject({ status: 409, body: { code: 'conflict' } });
    await expect(refused(testId(999), null)).rejects.toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await test.call('POST', `/api/runs/${second}/move`, { before: 'x' })).status).toBe(400);
    const left = await client.call('stopQueued', { params: { id: third }, body: {} });
    expect(left.map(({ runId }) => runId)).toEqual([first, second]);
    for (const id of [first, second]) await client.call('stopRun', { params: { id }, body: {} });
    expect(await client.call('listQueue', {})).toEqual([]);
    expect(await client.call('stopQueued', { params: { id: first }, body: {} })).toEqual([]);
    await expect(client.call('stopQueued', { params: { id: testId(999) }, body: {} })).rejects.toMatchObject({ status: 404 });
    await expect(refused(second, null)).rejects.toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('A11: tells every open page the new queue', async () => {
    const runs = await askSeveral(500, 510);
    const done = new AbortController();
    const seen: StudioEvent[] = [];
    const watching = (async () => {
      for await (const event of client.streamStudio({ signal: done.signal })) {
        if (event.type === 'queue') seen.push(event);
        if (event.type === 'queue' && event.entries[0]?.runId === runs[1]) break;
      }
    })();
    await new Promise((resolve) => setImmediate(resolve)); // the watcher's connection is accepted
    await client.call('stopRun', { params: { id: runs[0] ?? '' }, body: {} });
    await watching;
    done.abort();
    expect(seen.at(-1)).toMatchObject({ type: 'queue', entries: [{ runId: runs[1], position: 0 }] });
  });

  it('A12: reading ahead is accepted at once, and refused for what is not there', async () => {
    await client.call('createConversation', { body: { id: ids.conversation } });
    const accepted = await test.call('POST', `/api/conversations/${ids.conversation}/warm`, {});
    expect([accepted.status, await accepted.json()]).toEqual([202, {}]);
    expect((await test.call('POST', '/api/warm', { language: 'zh' })).status).toBe(202);
    expect((await test.call('POST', '/api/warm', { language: 'fr' })).status).toBe(400);
    expect((await test.call('POST', `/api/conversations/${testId(999)}/warm`, {})).status).toBe(404);
  });

  it('A16: checks blocks of code in their order', async () => {
    const blocks = [
      { language: 'brackets', code: 'f()\ng(' },
      { language: 'brackets', code: 'f()' },
      { language: 'cobol', code: 'MOVE A TO B' },
    ];
    const { results } = await client.call('checkCode', { body: { blocks } });
    expect(results).toEqual([{ state: 'wrong', line: 2, message: 'A bracket is open' }, { state: 'right' }, { state: 'unknown' }]);
  });

  it('A16: takes fifty blocks of 200,000 characters, and no more', async () => {
    const statusOf = async (blocks: unknown[]) => (await test.call('POST', '/api/code/check', { blocks })).status;
    const block = { language: 'brackets', code: 'f()' };
    expect(await statusOf(Array.from({ length: 50 }, () => block))).toBe(200);
    expect(await statusOf(Array.from({ length: 51 }, () => block))).toBe(400);
    expect(await statusOf([{ ...block, code: ' '.repeat(200_000) }])).toBe(200);
    expect(await statusOf([{ ...block, code: ' '.repeat(200_001) }])).toBe(400);
  });
});

describe('the stream of a run', () => {
  it('A5: gives ids to text alone, in order from 1', async () => {
    await ask('Lakes [[scenario:split-utf8]]');
    const events = await rawEvents(`/api/runs/${ids.run}/stream`, {});
    const texts = events.filter(({ data }) => data.type === 'text');
    expect(texts.map(({ id }) => Number(id))).toEqual(texts.map((_, index) => index + 1));
    expect(events.filter(({ id, data }) => data.type !== 'text' && id !== undefined)).toEqual([]);
    expect(events.at(-1)!.data.type).toBe('ended');
  });

  it('A6: goes on after any id without gap or repeat, by header or by query', async () => {
    await studio[Symbol.asyncDispose]();
    await open(createScriptedEngine({ writeTokensPerSecond: 100 }));
    await ask('Lakes');
    const path = `/api/runs/${ids.run}/stream`;
    const live = (await rawEvents(path, {})).map(({ data }) => data);
    const whole = textOf(live);
    const last = Math.max(...live.map((event) => (event.type === 'text' ? event.seq : 0)));
    expect(last).toBeGreaterThan(2);
    for (let seq = 0; seq <= last; seq++) {
      const before = textOf(live.filter((event) => event.type === 'text' && event.seq <= seq));
      const byHeader = (await rawEvents(path, { 'last-event-id': String(seq) })).map(({ data }) => data);
      const byQuery = (await rawEvents(`${path}?after=${seq}`, {})).map(({ data }) => data);
      expect(before + textOf(byHeader)).toBe(whole);
      expect(textOf(byQuery)).toBe(textOf(byHeader));
    }
  });

  it('A6: refuses an id that is no number, and an unknown run', async () => {
    await ask('Lakes');
    const headers = { authorization: `Bearer ${testSecret}` };
    for (const bad of ['x', '-1', '1.5', '1e3', '99999999999999999999']) {
      const response = await test.send(`/api/runs/${ids.run}/stream`, { headers: { ...headers, 'last-event-id': bad } });
      expect(response.status).toBe(400);
    }
    expect((await test.send(`/api/runs/${testId(999)}/stream`, { headers })).status).toBe(404);
  });

  it('A7: a reader who leaves does not stop the run', async () => {
    await studio[Symbol.asyncDispose]();
    await open(createScriptedEngine({ writeTokensPerSecond: 200 }));
    await ask('Lakes');
    for await (const event of client.streamRun(ids.run)) if (event.type === 'text') break;
    const events = await collected(client.streamRun(ids.run));
    expect(events.at(-1)).toMatchObject({ type: 'ended', run: { state: 'length' } });
  });
});
