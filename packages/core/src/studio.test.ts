import type { RunEvent, StudioEvent } from '@maobi/contract';
import {
  askStudio,
  collectRun,
  createMemoryModelFiles,
  createMemoryStore,
  createScriptedEngine,
  createTestStudio,
  nextId,
  studiosOfTests,
  testModel,
  untilText,
} from '@maobi/testkit';
import { describe, expect, it } from 'vitest';

const anyCompletion = {
  model: null,
  sampling: {},
  maxTokens: null,
  stop: [],
  jsonSchema: null,
  seed: 1,
  overflow: 'refuse' as const,
  reference: null,
  owner: null,
};
const never = new AbortController().signal;
const makeStudio = studiosOfTests();

describe('a question', () => {
  it('is answered, stored with its counts, and streamed from the first character to the end', async () => {
    const studio = await makeStudio();
    const { conversationId, started } = await askStudio(studio, '写一段关于秋天的话');
    const { text, seqs, end } = await collectRun(studio.runs.stream(started.run.id, 0, never));
    expect(end.run.state).toBe('done');
    expect(end.run.usage?.promptTokens).toBeGreaterThan(0);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    const { messages } = await studio.conversations.get(conversationId);
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(messages[1]?.text).toBe(text);
    expect(text.length).toBeGreaterThan(20);
  });

  it('G9 sent twice with the same ids starts one run and gets the same answer', async () => {
    const studio = await makeStudio();
    const { conversationId, input, started } = await askStudio(studio, 'Hello there');
    const again = await studio.conversations.send(conversationId, input);
    expect(again.run.id).toBe(started.run.id);
    await collectRun(studio.runs.stream(started.run.id, 0, never));
    expect((await studio.conversations.get(conversationId)).messages).toHaveLength(2);
  });

  it('G14 for a model that is not there is refused before it is stored', async () => {
    const studio = await makeStudio();
    const id = nextId();
    await studio.conversations.create({ id });
    const input = { id: nextId(), parentId: null, text: 'x', answerId: nextId(), runId: nextId(), options: { model: 'nowhere' } };
    await expect(studio.conversations.send(id, input)).rejects.toMatchObject({ code: 'not-found' });
    expect((await studio.conversations.get(id)).messages).toEqual([]);
  });

  it('G10 that is too long fails with its counts, and the question is kept', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ contextTokens: 1024 }) });
    const { conversationId, started } = await askStudio(studio, '长'.repeat(5000));
    const { end } = await collectRun(studio.runs.stream(started.run.id, 0, never));
    expect(end.run).toMatchObject({ state: 'failed', error: { code: 'context-too-long', details: { contextTokens: 1024 } } });
    expect((await studio.conversations.get(conversationId)).messages[0]?.text).toHaveLength(5000);
  });

  it('G10 drops the oldest turns only when asked to, and then keeps the last question', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ contextTokens: 2048, largestContextTokens: 4096 }) });
    const first = await askStudio(studio, `先说说：${'山'.repeat(900)}`);
    await collectRun(studio.runs.stream(first.started.run.id, 0, never));
    const send = async (overflow: 'refuse' | 'drop-oldest-turns') => {
      const input = {
        id: nextId(),
        parentId: first.input.answerId,
        text: `再说：${'水'.repeat(900)}`,
        answerId: nextId(),
        runId: nextId(),
        options: { overflow },
      };
      const { run } = await studio.conversations.send(first.conversationId, input);
      return (await collectRun(studio.runs.stream(run.id, 0, never))).end.run;
    };
    expect((await send('refuse')).error).toMatchObject({
      code: 'context-too-long',
      hint: 'Drop the oldest turns, shorten the text, or choose a larger context in the settings.',
      details: { choices: ['drop-oldest-turns', 'shorten', 'larger-context'] },
    });
    expect((await send('drop-oldest-turns')).state).toBe('done');
  });
});

describe('a stream', () => {
  it('G4 can be entered again at any seq without gap or repeat', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 900 }) });
    const { started } = await askStudio(studio, 'Write about rivers.');
    const seen = await untilText(studio.runs.stream(started.run.id, 0, never));
    const rest = await collectRun(studio.runs.stream(started.run.id, seen, never));
    const whole = await collectRun(studio.runs.stream(started.run.id, 0, never));
    expect(rest.seqs[0]).toBe(seen + 1);
    expect(whole.text.endsWith(rest.text)).toBe(true);
    expect(whole.seqs.length).toBe(rest.seqs.length + seen);
  });

  it('G3 shows no text that is not in the store', async () => {
    const store = createMemoryStore();
    const studio = await makeStudio({ store, engine: createScriptedEngine({ writeTokensPerSecond: 900 }) });
    const { started } = await askStudio(studio, 'Write about stones.');
    for await (const event of studio.runs.stream(started.run.id, 0, never)) {
      if (event.type !== 'text') continue;
      const stored = await store.runs.chunks(started.run.id, event.seq - 1);
      expect(stored[0]).toMatchObject({ seq: event.seq, text: event.text });
    }
  });

  it('ends quietly when the one who watches leaves', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 100 }) });
    const { started } = await askStudio(studio, 'Go on.');
    const leave = new AbortController();
    const seen: string[] = [];
    for await (const event of studio.runs.stream(started.run.id, 0, leave.signal)) {
      seen.push(event.type);
      if (event.type === 'text') leave.abort();
    }
    expect(seen.at(-1)).toBe('text');
    expect((await studio.runs.get(started.run.id)).state).toBe('writing');
  });
});

describe('the queue', () => {
  it('G2 lets the second wait, says how many are ahead, and serves it afterwards', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 900 }) });
    const first = await askStudio(studio, 'one');
    const second = await askStudio(studio, 'two');
    const events: RunEvent[] = [];
    for await (const event of studio.runs.stream(second.started.run.id, 0, never)) events.push(event);
    expect(events[0]).toEqual({ type: 'queued', position: 1 });
    expect(events.at(-1)).toMatchObject({ type: 'ended', run: { state: 'done' } });
    expect((await studio.runs.get(first.started.run.id)).state).toBe('done');
  });

  it('G5 takes a waiting run out, and ends a writing one with its text', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 900 }) });
    const first = await askStudio(studio, 'one');
    const second = await askStudio(studio, 'two');
    expect((await studio.runs.list()).map(({ id }) => id)).toEqual([first.started.run.id, second.started.run.id]);
    expect(await studio.runs.stop(second.started.run.id)).toMatchObject({ state: 'stopped', usage: null });
    await untilText(studio.runs.stream(first.started.run.id, 0, never));
    const stopped = await studio.runs.stop(first.started.run.id);
    expect(stopped.state).toBe('stopped');
    expect(stopped.usage?.writtenTokens).toBeGreaterThan(0);
    expect((await studio.conversations.get(first.conversationId)).messages[1]?.text).not.toBe('');
    expect(await studio.runs.list()).toEqual([]);
  });

  it('serves programs in the same line, and a program that leaves gives its turn back', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 500 }) });
    const request = { ...anyCompletion, maxTokens: 20 };
    const prompt = { kind: 'messages' as const, messages: [{ role: 'user' as const, text: 'hi' }] };
    for await (const event of studio.runs.complete({ ...request, maxTokens: null, prompt }, never)) if (event.type === 'text') break;
    const events = [];
    for await (const event of studio.runs.complete({ ...request, prompt }, never)) events.push(event);
    expect(events[0]).toEqual({ type: 'started', model: 'demo' });
    expect(events.at(-1)).toMatchObject({ type: 'ended', reason: 'length', usage: { writtenTokens: 20 } });
  });
});

describe('a broken-off answer', () => {
  it('G6 G8 survives a crash of the engine and goes on in the same message', async () => {
    const studio = await makeStudio();
    const { conversationId, started, input } = await askStudio(studio, '[[scenario:crash]] 写一篇短文');
    const crashed = await collectRun(studio.runs.stream(started.run.id, 0, never));
    expect(crashed.end.run).toMatchObject({ state: 'interrupted', error: { code: 'engine-failed' } });
    expect(crashed.text).not.toBe('');
    const other = await askStudio(studio, 'Is the engine back?');
    expect((await collectRun(studio.runs.stream(other.started.run.id, 0, never))).end.run.state).toBe('done');
    const further = await studio.conversations.continueMessage(input.answerId, { runId: nextId() });
    const rest = await collectRun(studio.runs.stream(further.run.id, 0, never));
    const answer = (await studio.conversations.get(conversationId)).messages[1];
    expect(answer?.text).toBe(crashed.text + rest.text);
  });

  it('G7 of a server that ended is interrupted, and of one that died as well', async () => {
    const store = createMemoryStore();
    const studio = await createTestStudio({ store, engine: createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 900 }) });
    const { started } = await askStudio(studio, 'Write on.');
    await untilText(studio.runs.stream(started.run.id, 0, never));
    await studio[Symbol.asyncDispose]();
    expect(await store.runs.get(started.run.id)).toMatchObject({ state: 'interrupted', error: null });

    const { conversationId } = started.answer;
    const died = { id: nextId(), model: 'demo', seed: 1, request: { sampling: {}, maxTokens: null, overflow: 'refuse' as const } };
    await store.conversations.addMessages(
      conversationId,
      [{ id: nextId(), parentId: null, role: 'assistant', text: '' }],
      died,
      '2026-01-01T00:00:00.000Z',
    );
    const next = await makeStudio({ store });
    expect((await next.runs.get(died.id)).state).toBe('interrupted');
  });

  it('is the only kind of answer that can be continued', async () => {
    const studio = await makeStudio();
    const { started, input } = await askStudio(studio, 'Short.');
    await collectRun(studio.runs.stream(started.run.id, 0, never));
    await expect(studio.conversations.continueMessage(input.answerId, { runId: nextId() })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    await expect(
      studio.conversations.regenerate(started.answer.conversationId, { parentId: input.answerId, answerId: nextId(), runId: nextId() }),
    ).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});

describe('a conversation', () => {
  it('G11 begins each prompt with the text of the one before', async () => {
    const studio = await makeStudio();
    const first = await askStudio(studio, '第一问');
    const before = (await collectRun(studio.runs.stream(first.started.run.id, 0, never))).end.run.usage;
    const second = await askStudio(studio, '第二问', { conversationId: first.conversationId, parentId: first.input.answerId });
    const after = (await collectRun(studio.runs.stream(second.started.run.id, 0, never))).end.run.usage;
    expect(after?.cachedTokens).toBeGreaterThanOrEqual(before?.promptTokens ?? Infinity);
  });

  it('branches when a question is answered once more', async () => {
    const studio = await makeStudio();
    const { conversationId, input, started } = await askStudio(studio, 'Which is best?');
    await collectRun(studio.runs.stream(started.run.id, 0, never));
    const again = await studio.conversations.regenerate(conversationId, { parentId: input.id, answerId: nextId(), runId: nextId() });
    await collectRun(studio.runs.stream(again.run.id, 0, never));
    const { messages, activeLeafId } = await studio.conversations.get(conversationId);
    expect(messages.filter((message) => message.parentId === input.id)).toHaveLength(2);
    expect(activeLeafId).toBe(again.answer.id);
  });

  it('stops writing when it is put into the bin', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 900 }) });
    const { conversationId, started } = await askStudio(studio, 'On and on.');
    await untilText(studio.runs.stream(started.run.id, 0, never));
    await studio.conversations.bin(conversationId);
    expect((await studio.runs.get(started.run.id)).state).toBe('stopped');
  });

  it('tells open pages when an answer begins and when it has ended', async () => {
    const studio = await makeStudio();
    const leave = new AbortController();
    const seen: StudioEvent[] = [];
    const watching = (async () => {
      for await (const event of studio.events(leave.signal)) {
        seen.push(event);
        if (event.type === 'conversation' && event.conversation.messageCount === 2 && event.conversation.activeRunId === null)
          leave.abort();
      }
    })();
    await askStudio(studio, 'Hello');
    await watching;
    expect(seen.some((event) => event.type === 'conversation' && event.conversation.activeRunId !== null)).toBe(true);
  });
});

describe('models', () => {
  it('G14 the best installed one writes, the writer’s choice before it, and this process’s before both', async () => {
    const models = [
      testModel('demo'),
      testModel('small'),
      testModel('standard', { isDefault: true }),
      testModel('vectors', { kind: 'embedding' }),
    ];
    const modelFiles = createMemoryModelFiles(models);
    const studio = await makeStudio({ modelFiles });
    expect((await studio.system()).activeModel).toBe('standard');
    await studio.models.use('small');
    expect(await studio.system()).toMatchObject({ activeModel: 'small', isDemo: false });
    await studio.models.remove('small');
    expect(await studio.system()).toMatchObject({ activeModel: 'standard', settings: { model: null } });
    await expect(studio.models.use('vectors')).rejects.toMatchObject({ code: 'invalid-request' });
    expect((await (await makeStudio({ modelFiles, modelOverride: 'demo' })).system()).isDemo).toBe(true);
  });

  it('says what is missing when there is no model at all', async () => {
    const studio = await makeStudio({ modelFiles: createMemoryModelFiles([]) });
    const id = nextId();
    await studio.conversations.create({ id });
    const input = { id: nextId(), parentId: null, text: 'x', answerId: nextId(), runId: nextId() };
    await expect(studio.conversations.send(id, input)).rejects.toMatchObject({ code: 'model-not-installed' });
  });
});
