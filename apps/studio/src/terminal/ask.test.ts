import { createStudioClient, type StudioClient } from '@maobi/contract';
import type { Studio } from '@maobi/core';
import { createTestStudio } from '@maobi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, startConversation } from './ask.ts';
import { connectToComposed } from './studio-connection.ts';

const never = new AbortController().signal;
const key = 'k'.repeat(43);
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let studio: Studio;
beforeEach(async () => {
  studio = await createTestStudio();
});
afterEach(() => studio[Symbol.asyncDispose]());

/** A client whose questions arrive, while the first so many replies to them are lost. */
async function clientLosing(replies: number): Promise<StudioClient> {
  const own = { studio, log: silent, version: '0.0.0-test', [Symbol.asyncDispose]: async () => undefined };
  const { request } = await connectToComposed(own, key);
  let left = replies;
  return createStudioClient({
    baseUrl: 'http://maobi.internal',
    fetch: async (asked) => {
      const { pathname, search } = new URL(asked.url);
      const body = asked.method === 'GET' ? {} : { body: await asked.text() };
      const response = await request(pathname + search, { method: asked.method, headers: Object.fromEntries(asked.headers), ...body });
      if (asked.method === 'POST' && pathname.endsWith('/messages') && left-- > 0) throw new TypeError('fetch failed');
      return response;
    },
  });
}

async function askFirst(client: StudioClient, text: string, model?: string) {
  const conversationId = await startConversation(client, text);
  return ask(client, { conversationId, parentId: null, text, options: model ? { model } : {} }, never, () => undefined);
}

const conversations = async () => (await studio.conversations.list({})).conversations;

describe('asking', () => {
  it('C23 sends the question once more when the reply was lost, and asks only once', async () => {
    const { run, text } = await askFirst(await clientLosing(1), 'a lake');
    expect([run.state, text.length > 0]).toEqual(['done', true]);
    const [only] = await conversations();
    expect((await studio.conversations.get(only?.id ?? '')).messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('C23 keeps the question and says where it is when no reply comes at all', async () => {
    await expect(askFirst(await clientLosing(2), 'a lake')).rejects.toMatchObject({
      code: 'engine-unavailable',
      hint: expect.stringContaining('newest conversation'),
    });
    const [only] = await conversations();
    expect((await studio.conversations.get(only?.id ?? '')).messages[0]?.text).toBe('a lake');
  });

  it('C1 leaves no empty conversation behind a question that was refused', async () => {
    await expect(askFirst(await clientLosing(0), 'a lake', 'no-such-model')).rejects.toMatchObject({ status: 404 });
    expect(await conversations()).toEqual([]);
  });
});
