import { once } from 'node:events';
import { createScriptedEngine, createTestStudio, createMemoryModelFiles, testModel } from '@maobi/testkit';
import type { Engine, GenerateRequest, PauseSignal, Studio } from '@maobi/core';
import OpenAI, { APIError, NotFoundError } from 'openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, testOrigin, testSecret, type TestApi } from '../testing/test-api.ts';

let studio: Studio;
let test: TestApi;
let client: OpenAI;
let asked: GenerateRequest[];
let signals: AbortSignal[];

/** The scripted engine, remembering what it was asked. */
function recording(engine: Engine): Engine {
  return new Proxy(engine, {
    get: (target, name) => {
      if (name === 'generate') {
        return (request: GenerateRequest, signal: AbortSignal, pause?: PauseSignal) => {
          asked.push(request);
          signals.push(signal);
          return target.generate(request, signal, pause);
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function start(engine: Engine = createScriptedEngine(), patience = { streamMs: 3_000, wholeMs: 60_000 }): Promise<void> {
  const embedding = testModel('embedder', { kind: 'embedding' });
  const absent = testModel('absent', { installed: null });
  studio = await createTestStudio({
    engine: recording(engine),
    modelFiles: createMemoryModelFiles([testModel('demo'), embedding, absent]),
  });
  test = await createTestApi(studio, { patience });
  client = new OpenAI({ baseURL: `${testOrigin}/v1`, apiKey: testSecret, fetch: test.fetch, maxRetries: 0 });
}

beforeEach(async () => {
  asked = [];
  signals = [];
  await start();
});
afterEach(() => studio[Symbol.asyncDispose]());

const question = [{ role: 'user' as const, content: 'Write about lakes.' }];
async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const stated = (promise: Promise<unknown>): Promise<APIError> =>
  promise.then(
    () => expect.unreachable('it should have been refused'),
    (error: unknown) => error as APIError,
  );

describe('models', () => {
  it('O1: lists the installed models that write, and tells one', async () => {
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['demo']);
    expect(await client.models.retrieve('demo')).toMatchObject({ id: 'demo', object: 'model' });
    await expect(client.models.retrieve('absent')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });
});

describe('chat completions', () => {
  it('O2: answers whole, with usage', async () => {
    const answer = await client.chat.completions.create({ model: 'demo', messages: question });
    expect(answer).toMatchObject({ object: 'chat.completion', model: 'demo' });
    expect(answer.choices[0]).toMatchObject({ index: 0, finish_reason: 'stop', message: { role: 'assistant' } });
    expect(answer.choices[0]!.message.content!.length).toBeGreaterThan(50);
    const { prompt_tokens, completion_tokens, total_tokens } = answer.usage!;
    expect(prompt_tokens).toBeGreaterThan(0);
    expect(total_tokens).toBe(prompt_tokens + completion_tokens);
  });

  it('O2: streams the same text, role first, and ends with [DONE]', async () => {
    const whole = await client.chat.completions.create({ model: 'demo', messages: question });
    const stream = await client.chat.completions.create({ model: 'demo', messages: question, stream: true });
    const chunks = await collected(stream);
    expect(chunks[0]!.choices[0]!.delta).toMatchObject({ role: 'assistant', content: '' });
    expect(chunks.map((chunk) => chunk.choices[0]!.delta.content ?? '').join('')).toBe(whole.choices[0]!.message.content);
    expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe('stop');
    expect(chunks.every((chunk) => !('usage' in chunk) && chunk.object === 'chat.completion.chunk')).toBe(true);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    const raw = await test.call('POST', '/v1/chat/completions', { model: 'demo', messages: question, stream: true });
    expect(raw.headers.get('content-type')).toContain('text/event-stream');
    expect(await raw.text()).toMatch(/data: \[DONE\]\n\n$/);
  });

  it('O3: sends usage with cached tokens last when asked to', async () => {
    const body = { model: 'demo', messages: question };
    await client.chat.completions.create(body);
    const stream = await client.chat.completions.create({ ...body, stream: true, stream_options: { include_usage: true } });
    const chunks = await collected(stream);
    expect(chunks.at(-1)!.choices).toEqual([]);
    expect(chunks.at(-1)!.usage!.prompt_tokens_details!.cached_tokens).toBeGreaterThan(0);
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  it('O4: hands every option to the engine in its own words', async () => {
    await client.chat.completions.create({
      model: 'demo',
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: '写' }, { type: 'text', text: '湖' }] }, // prettier-ignore
      ],
      temperature: 0.2,
      top_p: 0,
      presence_penalty: 1,
      frequency_penalty: -1,
      max_tokens: 99,
      max_completion_tokens: 7,
      stop: 'END',
      seed: -1,
      top_k: 5,
      min_p: 0.1,
    } as OpenAI.ChatCompletionCreateParamsNonStreaming);
    expect(asked[0]).toMatchObject({
      prompt: { kind: 'messages', messages: [{ role: 'system', text: 'Be brief.' }, { role: 'user', text: '写湖' }] }, // prettier-ignore
      sampling: { temperature: 0.2, topP: 0.0001, topK: 5, minP: 0.1, presencePenalty: 1, frequencyPenalty: -1 },
      maxTokens: 7,
      stop: ['END'],
      seed: 4294967295,
      jsonSchema: null,
    });
  });

  it('O4: reads a list of stops, and null as "not set"', async () => {
    await client.chat.completions.create({ model: 'demo', messages: question, stop: ['a', 'b'], seed: 7, temperature: null });
    expect(asked[0]).toMatchObject({ stop: ['a', 'b'], seed: 7, sampling: { temperature: 0.7 } });
  });

  it('O4: says "length" when the token limit ended it', async () => {
    const answer = await client.chat.completions.create({ model: 'demo', messages: question, max_tokens: 3 });
    expect(answer.choices[0]!.finish_reason).toBe('length');
    expect(answer.usage!.completion_tokens).toBe(3);
  });

  it('O5: forces JSON, of a schema or any', async () => {
    const schema = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] };
    const answer = await client.chat.completions.create({
      model: 'demo',
      messages: question,
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema, strict: true } },
    });
    expect(JSON.parse(answer.choices[0]!.message.content!)).toHaveProperty('title');
    await client.chat.completions.create({ model: 'demo', messages: question, response_format: { type: 'json_object' } });
    expect(asked.map(({ jsonSchema }) => jsonSchema)).toEqual([schema, { type: 'object', additionalProperties: true }]);
  });

  it('O12: a prediction goes to the engine as what the answer will repeat, and usage says how much of it was right', async () => {
    const whole = (await client.chat.completions.create({ model: 'demo', messages: question })).choices[0]!.message.content!;
    const prediction = { type: 'content' as const, content: whole };
    const answer = await client.chat.completions.create({ model: 'demo', messages: question, prediction });
    expect(asked.map(({ reference }) => reference)).toEqual([null, whole]);
    const details = answer.usage!.completion_tokens_details!;
    expect(details).toEqual({ accepted_prediction_tokens: answer.usage!.completion_tokens, rejected_prediction_tokens: 0 });
    const wrong = [{ type: 'text' as const, text: 'Nothing ' }, { type: 'text' as const, text: 'alike.' }]; // prettier-ignore
    const other = await client.chat.completions.create({
      model: 'demo',
      messages: question,
      prediction: { ...prediction, content: wrong },
    });
    expect(asked[2]!.reference).toBe('Nothing alike.');
    expect(other.usage!.completion_tokens_details!.rejected_prediction_tokens).toBeGreaterThan(0);
    expect(other.choices[0]!.message.content).toBe(whole);
  });

  it('O13: is a job in the queue, of whoever "user" names', async () => {
    await studio[Symbol.asyncDispose]();
    await start(createScriptedEngine({ writeTokensPerSecond: 200 }));
    const messages = [{ role: 'user' as const, content: 'x [[scenario:endless]]' }];
    const leaving = new AbortController();
    const ask = (user?: string) =>
      client.chat.completions.create({ model: 'demo', messages, stream: true, ...(user ? { user } : {}) }, { signal: leaving.signal });
    await ask('anna');
    const nameless = ask();
    while ((await studio.runs.queue()).length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(await studio.runs.queue()).toMatchObject([
      { owner: 'anna', urgency: 'job', state: 'writing', position: 0, conversationId: null, title: '' },
      { owner: 'api', urgency: 'job', state: 'waiting', position: 1, conversationId: null, title: '' },
    ]);
    leaving.abort();
    await Promise.allSettled([nameless]);
  });

  it('O6: a model that is not installed, is no writer or is a path answers 404', async () => {
    for (const model of ['gpt-4o', 'absent', 'embedder', '/etc/passwd', '../demo']) {
      const error = await stated(client.chat.completions.create({ model, messages: question }));
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ status: 404, code: 'model_not_found', param: 'model', type: 'not_found_error' });
    }
  });

  it('O6: "default" is the model the studio uses', async () => {
    expect((await client.chat.completions.create({ model: 'default', messages: question })).model).toBe('demo');
  });

  it.each([
    ['n', { n: 2 }],
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['functions', { functions: [{ name: 'f' }] }],
    ['logprobs', { logprobs: true }],
    ['logit_bias', { logit_bias: { 5: 1 } }],
    ['modalities', { modalities: ['text', 'audio'] }],
    ['temperature', { temperature: 3 }],
    ['temperature', { temperature: 'hot' }],
    ['max_tokens', { max_tokens: 0 }],
    ['max_tokens', { max_tokens: 1e308 }],
    ['stop', { stop: '' }],
    ['seed', { seed: 1.5 }],
    ['messages', { messages: [] }],
    ['messages', { messages: 'hello' }],
    ['messages.0.role', { messages: [{ role: 'tool', content: 'x' }] }],
    ['messages.0.content', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] }] }],
    ['response_format.type', { response_format: { type: 'xml' } }],
    ['prediction.content', { prediction: { type: 'content', content: 7 } }],
  ])('O7: refuses what it does not do, naming "%s"', async (param, change) => {
    const body = { model: 'demo', messages: question, ...change } as never;
    const error = await stated(client.chat.completions.create(body));
    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error', param });
    expect(error.message).toMatch(/\w{3}/);
    expect(asked).toEqual([]);
  });

  it('O7: values that ask for nothing special pass', async () => {
    const harmless = {
      n: 1,
      tools: [],
      logprobs: false,
      logit_bias: {},
      modalities: ['text'],
      user: 'u',
      store: false,
      metadata: { a: 'b' },
    };
    const answer = await client.chat.completions.create({ model: 'demo', messages: question, ...harmless } as never);
    expect((answer as { object: string }).object).toBe('chat.completion');
  });

  it('O8: a prompt longer than the context says so before anything is streamed', async () => {
    await studio[Symbol.asyncDispose]();
    await start(createScriptedEngine({ contextTokens: 20 }));
    const messages = [{ role: 'user' as const, content: 'word '.repeat(500) }];
    const error = await stated(client.chat.completions.create({ model: 'demo', messages, stream: true }) as Promise<unknown>);
    expect(error).toMatchObject({ status: 400, code: 'context_length_exceeded', type: 'invalid_request_error' });
  });

  it('O8: an engine that fails before the first word answers 500, later it ends the stream with an error', async () => {
    const early = [{ role: 'user' as const, content: 'x [[scenario:error-before]]' }];
    const late = [{ role: 'user' as const, content: 'x [[scenario:error-midway]]' }];
    for (const stream of [false, true]) {
      const error = await stated(client.chat.completions.create({ model: 'demo', messages: early, stream }) as Promise<unknown>);
      expect(error).toMatchObject({ status: 500, type: 'server_error', code: 'engine_failed' });
    }
    const stream = await client.chat.completions.create({ model: 'demo', messages: late, stream: true });
    const seen: string[] = [];
    const error = await stated(
      (async () => {
        for await (const chunk of stream) seen.push(chunk.choices[0]!.delta.content ?? '');
      })(),
    );
    expect(seen.join('').length).toBeGreaterThan(0);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ type: 'server_error', code: 'engine_failed' });
  });

  it('O9: a client that goes away stops the run', async () => {
    await studio[Symbol.asyncDispose]();
    await start(createScriptedEngine({ writeTokensPerSecond: 200 }));
    const messages = [{ role: 'user' as const, content: 'x [[scenario:endless]]' }];
    const stream = await client.chat.completions.create({ model: 'demo', messages, stream: true });
    for await (const chunk of stream) if (chunk.choices[0]!.delta.content) break;
    if (!signals[0]!.aborted) await once(signals[0]!, 'abort');
    const next = await client.chat.completions.create({ model: 'demo', messages: question, max_tokens: 1 });
    expect(next.choices).toHaveLength(1);
  });

  it.each(['error-before', 'plain', 'endless'])('O9: a client that leaves before the first word (%s) frees the turn', async (scenario) => {
    await studio[Symbol.asyncDispose]();
    await start(createScriptedEngine({ readTokensPerSecond: 500 }));
    const messages = [{ role: 'user' as const, content: `${'word '.repeat(60)} [[scenario:${scenario}]]` }];
    for (const stream of [true, false]) {
      const leaving = new AbortController();
      const body = { model: 'demo', messages, stream } as const;
      const left = client.chat.completions.create(body, { signal: leaving.signal }) as Promise<unknown>;
      while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
      leaving.abort();
      await Promise.allSettled([left]);
      asked.length = 0;
    }
    const next = await client.chat.completions.create({ model: 'demo', messages: question, max_tokens: 1 });
    expect(next.choices).toHaveLength(1);
  });

  it('O9: an answer that nobody begins to read frees the turn when its connection closes', async () => {
    const response = await test.call('POST', '/v1/chat/completions', { model: 'demo', messages: question, stream: true });
    await response.body!.cancel();
    const next = await client.chat.completions.create({ model: 'demo', messages: question, max_tokens: 1 });
    expect(next.choices).toHaveLength(1);
  });

  it('O10: an answer that takes long sends its headers early and is still the same JSON', async () => {
    await studio[Symbol.asyncDispose]();
    await start(createScriptedEngine({ writeTokensPerSecond: 100 }), { streamMs: 0, wholeMs: 0 });
    const response = await test.call('POST', '/v1/chat/completions', { model: 'demo', messages: question, max_tokens: 10 });
    const text = await response.text();
    expect(text.startsWith('\n')).toBe(true);
    expect(JSON.parse(text)).toMatchObject({ object: 'chat.completion' });
    const answer = await client.chat.completions.create({ model: 'demo', messages: question, max_tokens: 10 });
    expect(answer.usage!.completion_tokens).toBe(10);
    const stream = await client.chat.completions.create({ model: 'demo', messages: question, stream: true, max_tokens: 10 });
    expect((await collected(stream)).at(-1)!.choices[0]!.finish_reason).toBe('length');
  });

  it('N4: a wrong key answers 401 as OpenAI does', async () => {
    const stranger = new OpenAI({ baseURL: `${testOrigin}/v1`, apiKey: 'wrong', fetch: test.fetch, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401, code: 'invalid_api_key', type: 'authentication_error' });
  });

  it('an address that is not there answers 404 in the same words', async () => {
    const error = await stated(client.embeddings.create({ model: 'demo', input: 'x' }));
    expect(error).toMatchObject({ status: 404, type: 'not_found_error' });
  });
});

describe('completions', () => {
  it('O11: continues a raw text, whole and streamed', async () => {
    const whole = await client.completions.create({ model: 'demo', prompt: 'Once upon a time', max_tokens: 8 });
    expect(whole).toMatchObject({ object: 'text_completion', choices: [{ index: 0, finish_reason: 'length' }] });
    expect(asked[0]).toMatchObject({ prompt: { kind: 'raw', text: 'Once upon a time' } });
    const stream = await client.completions.create({ model: 'demo', prompt: ['Once upon a time'], max_tokens: 8, stream: true });
    const chunks = await collected(stream);
    expect(chunks.map((chunk) => chunk.choices[0]!.text).join('')).toBe(whole.choices[0]!.text);
    expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe('length');
  });

  it.each([
    ['prompt', { prompt: ['a', 'b'] }],
    ['prompt', { prompt: [1, 2, 3] }],
    ['echo', { echo: true }],
    ['suffix', { suffix: 'end' }],
    ['best_of', { best_of: 3 }],
    ['logprobs', { logprobs: 2 }],
  ])('O7: refuses what it does not do, naming "%s"', async (param, change) => {
    const error = await stated(client.completions.create({ model: 'demo', prompt: 'a', ...change } as never) as Promise<unknown>);
    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error', param });
  });
});
