import {
  askStudio,
  collectRun,
  createMemoryModelFiles,
  createScriptedEngine,
  nextId,
  studiosOfTests,
  testModel,
  untilText,
} from '@maobi/testkit';
import { describe, expect, it, vi } from 'vitest';

const never = new AbortController().signal;
const makeStudio = studiosOfTests();

const endless = () => createScriptedEngine({ scenario: 'endless', writeTokensPerSecond: 500 });

describe('requests at the same moment', () => {
  it('G9 the same question sent twice at once is asked once', async () => {
    const engine = createScriptedEngine();
    const generate = vi.spyOn(engine, 'generate');
    const studio = await makeStudio({ engine });
    const id = nextId();
    await studio.conversations.create({ id });
    const input = { id: nextId(), parentId: null, text: '写一段话', answerId: nextId(), runId: nextId() };
    const [first, second] = await Promise.all([studio.conversations.send(id, input), studio.conversations.send(id, input)]);
    expect(second.run.id).toBe(first.run.id);
    await collectRun(studio.runs.stream(input.runId, 0, never));
    await askStudio(studio, 'next').then(({ input: next }) => collectRun(studio.runs.stream(next.runId, 0, never)));
    expect(generate).toHaveBeenCalledTimes(2);
  });

  it('a Stop right after the question finds the run', async () => {
    const studio = await makeStudio({ engine: endless() });
    const { input } = await askStudio(studio, 'write');
    expect((await studio.runs.stop(input.runId)).state).toBe('stopped');
    expect(await studio.runs.list()).toEqual([]);
  });
});

describe('deleting', () => {
  it('an old branch lets an answer elsewhere in the conversation go on', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 2000 }) });
    const first = await askStudio(studio, 'one');
    await collectRun(studio.runs.stream(first.input.runId, 0, never));
    const { conversationId } = first;
    const below = { conversationId, parentId: first.input.answerId };
    const old = await askStudio(studio, 'two', below);
    await collectRun(studio.runs.stream(old.input.runId, 0, never));
    const live = await askStudio(studio, '[[scenario:endless]] three', below);
    await untilText(studio.runs.stream(live.input.runId, 0, never));
    await studio.conversations.deleteMessage(old.input.id);
    expect((await studio.runs.get(live.input.runId)).state).toBe('writing');
    await studio.conversations.deleteMessage(live.input.id);
    expect((await studio.runs.get(live.input.runId)).state).toBe('stopped');
  });

  it('what lies in the bin takes no questions, and keeps them with whoever asked', async () => {
    const studio = await makeStudio();
    const { conversationId, input } = await askStudio(studio, 'one');
    await studio.conversations.bin(conversationId);
    const question = { id: nextId(), parentId: input.answerId, text: 'two', answerId: nextId(), runId: nextId() };
    await expect(studio.conversations.send(conversationId, question)).rejects.toMatchObject({ code: 'conflict' });
    const again = { parentId: input.id, answerId: nextId(), runId: nextId() };
    await expect(studio.conversations.regenerate(conversationId, again)).rejects.toMatchObject({ code: 'conflict' });
    await studio.conversations.restore(conversationId);
    await expect(studio.conversations.send(conversationId, question)).resolves.toMatchObject({ run: { id: question.runId } });
  });
});

describe('a prompt near the limit', () => {
  it('G10 that leaves no room for an answer is refused before it is read', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ contextTokens: 1024 }) });
    const { input } = await askStudio(studio, '字'.repeat(900));
    const { end } = await collectRun(studio.runs.stream(input.runId, 0, never));
    expect(end.run).toMatchObject({
      state: 'failed',
      error: {
        code: 'context-too-long',
        hint: 'Shorten the text or choose a larger context in the settings.',
        details: { choices: ['shorten', 'larger-context'] },
      },
    });
  });

  it.each([
    { what: 'the context is the largest there is', largestContextTokens: 1024, count: 900 },
    { what: 'the largest one has no room for it either', largestContextTokens: 4096, count: 5000 },
  ])('G10 is not told to take a larger context where $what', async ({ largestContextTokens, count }) => {
    const studio = await makeStudio({ engine: createScriptedEngine({ contextTokens: 1024, largestContextTokens }) });
    const { input } = await askStudio(studio, '字'.repeat(count));
    const { end } = await collectRun(studio.runs.stream(input.runId, 0, never));
    expect(end.run.error).toMatchObject({ hint: 'Shorten the text.', details: { choices: ['shorten'] } });
  });

  it('G10 is not told to leave out turns where the last question alone is too long', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ contextTokens: 1024, largestContextTokens: 1024 }) });
    const first = await askStudio(studio, '山');
    await collectRun(studio.runs.stream(first.input.runId, 0, never));
    const second = await askStudio(studio, '字'.repeat(900), { conversationId: first.conversationId, parentId: first.input.answerId });
    const { end } = await collectRun(studio.runs.stream(second.input.runId, 0, never));
    expect(end.run.error).toMatchObject({ code: 'context-too-long', details: { choices: ['shorten'] } });
  });

  it('G10 leaves out as few of the oldest turns as it can', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ contextTokens: 4096 }) });
    let below: { conversationId: string; parentId: string } | undefined;
    for (let turn = 0; turn < 6; turn += 1) {
      const asked = await askStudio(studio, `${turn}：${'山'.repeat(500)}`, below);
      await collectRun(studio.runs.stream(asked.input.runId, 0, never));
      below = { conversationId: asked.conversationId, parentId: asked.input.answerId };
    }
    if (!below) throw new Error('nothing was asked');
    const input = { id: nextId(), parentId: below.parentId, text: '水'.repeat(500), answerId: nextId(), runId: nextId() };
    await studio.conversations.send(below.conversationId, { ...input, options: { overflow: 'drop-oldest-turns' } });
    const { end } = await collectRun(studio.runs.stream(input.runId, 0, never));
    expect(end.run.state).toBe('done');
    // the room is 4096 - 512; one more turn of at least 500 tokens would not have fitted
    expect(end.run.usage?.promptTokens).toBeLessThanOrEqual(3584);
    expect(end.run.usage?.promptTokens).toBeGreaterThan(3584 - 1200);
  });
});

describe('models at work', () => {
  const models = () => createMemoryModelFiles([testModel('demo'), testModel('standard', { isDefault: true })]);

  it('one that is writing is not removed', async () => {
    const studio = await makeStudio({ modelFiles: models(), engine: endless() });
    const { input } = await askStudio(studio, 'go on');
    await untilText(studio.runs.stream(input.runId, 0, never));
    await expect(studio.models.remove('standard')).rejects.toMatchObject({ code: 'conflict' });
    await studio.runs.stop(input.runId);
    await studio.models.remove('standard');
    expect((await studio.system()).activeModel).toBe('demo');
  });

  it('one that is not loaded is removed while another one writes', async () => {
    const studio = await makeStudio({ modelFiles: models(), engine: endless() });
    const { input } = await askStudio(studio, 'go on');
    await untilText(studio.runs.stream(input.runId, 0, never));
    await studio.models.remove('demo');
    expect((await studio.runs.get(input.runId)).state).toBe('writing');
  });

  it('G14 the writer’s choice replaces the one this process was started with', async () => {
    const studio = await makeStudio({ modelFiles: models(), modelOverride: 'demo' });
    expect((await studio.system()).activeModel).toBe('demo');
    await studio.models.use('standard');
    expect((await studio.system()).activeModel).toBe('standard');
  });

  it('one that cannot be used hides nothing else of the studio', async () => {
    const studio = await makeStudio({ modelFiles: models(), modelOverride: 'gone' });
    expect((await studio.system()).activeModel).toBe('standard');
  });

  it('one that crashed the engine three times is shown as suspect until it is used on purpose', async () => {
    const studio = await makeStudio();
    for (let crash = 0; crash < 3; crash += 1) {
      const { input } = await askStudio(studio, '[[scenario:crash]] write');
      await collectRun(studio.runs.stream(input.runId, 0, never));
    }
    const refused = await askStudio(studio, 'and now?');
    expect((await collectRun(studio.runs.stream(refused.input.runId, 0, never))).end.run.error?.code).toBe('model-suspect');
    expect((await studio.models.list())[0]?.installed?.state).toBe('suspect');
    await studio.models.use('demo');
    expect((await studio.models.list())[0]?.installed?.state).toBe('verified');
  });
});
