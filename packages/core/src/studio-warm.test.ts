import {
  askStudio,
  collectRun,
  createMemoryModelFiles,
  createScriptedEngine,
  createTestStudio,
  documentWith,
  nextId,
  studiosOfTests,
  testModel,
  untilText,
} from '@maobi/testkit';
import { describe, expect, it, vi } from 'vitest';
import type { Engine, Prompt } from './ports/engine.ts';
import type { Studio } from './studio.ts';

const never = new AbortController().signal;
const makeStudio = studiosOfTests();

interface Warmed {
  readonly prompt: Prompt;
  readonly signal: AbortSignal;
}

/** Hears of each prompt that is read ahead, when that begins and when it has ended. */
function listenTo(engine: Engine) {
  const begun: Warmed[] = [];
  const ended: Warmed[] = [];
  const waiting = new Set<() => void>();
  const tell = (list: Warmed[], warmed: Warmed) => {
    list.push(warmed);
    for (const look of waiting) look();
  };
  const until = (isReached: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isReached()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const warm = engine.warm.bind(engine);
  vi.spyOn(engine, 'warm').mockImplementation(async (prompt, signal) => {
    const warmed = { prompt, signal };
    tell(begun, warmed);
    await warm(prompt, signal).finally(() => tell(ended, warmed));
  });
  return {
    begun,
    ended,
    untilBegun: (count: number) => until(() => begun.length >= count),
    untilEnded: (count: number) => until(() => ended.length >= count),
  };
}

async function answered(studio: Studio, text: string, below?: { conversationId: string; parentId: string }) {
  const asked = await askStudio(studio, text, below);
  const { end } = await collectRun(studio.runs.stream(asked.input.runId, 0, never));
  return { ...asked, usage: end.run.usage };
}

describe('G19 reading ahead', () => {
  it('makes the next question of the conversation cost only itself, and writes nothing', async () => {
    const engine = createScriptedEngine();
    const heard = listenTo(engine);
    const generate = vi.spyOn(engine, 'generate');
    const studio = await makeStudio({ engine });
    const first = await answered(studio, '写一篇关于海的文章');
    await answered(studio, 'Something else in English, so that nothing of the first is held.');
    await studio.conversations.warm(first.conversationId);
    await heard.untilEnded(1);
    expect(generate).toHaveBeenCalledTimes(2);
    const next = await answered(studio, '再短一点', { conversationId: first.conversationId, parentId: first.input.answerId });
    expect(next.usage?.cachedTokens).toBeGreaterThanOrEqual((first.usage?.promptTokens ?? 0) + (first.usage?.writtenTokens ?? 0));
  });

  it('loads the active model into an empty engine, and reads the head of a conversation that does not exist yet', async () => {
    const engine = createScriptedEngine();
    const heard = listenTo(engine);
    const studio = await makeStudio({ engine });
    await studio.conversations.warmStart('zh');
    await heard.untilEnded(1);
    expect(engine.status).toMatchObject({ state: 'ready', model: 'demo' });
    const { usage } = await answered(studio, '写一段话');
    expect(usage?.cachedTokens).toBeGreaterThan(20);
  });

  it('never puts the active model in the place of another one', async () => {
    const modelFiles = createMemoryModelFiles([testModel('demo'), testModel('standard', { isDefault: true })]);
    const engine = createScriptedEngine();
    const heard = listenTo(engine);
    const studio = await makeStudio({ engine, modelFiles });
    const asked = await askStudio(studio, 'hello', null, { model: 'demo' });
    await collectRun(studio.runs.stream(asked.input.runId, 0, never));
    await studio.conversations.warm(asked.conversationId);
    // what is asked now starts when the warm-up has left
    const next = await askStudio(studio, 'hello', null, { model: 'demo' });
    await collectRun(studio.runs.stream(next.input.runId, 0, never));
    expect(heard.begun).toEqual([]);
    expect(engine.status.model).toBe('demo');
  });

  it('gives way to a question within one batch', async () => {
    const engine = createScriptedEngine({ readTokensPerSecond: 1000 });
    const heard = listenTo(engine);
    const studio = await makeStudio({ engine });
    const long = await answered(studio, `写一篇文章：${'海'.repeat(600)}`);
    await answered(studio, 'Another.');
    await studio.conversations.warm(long.conversationId);
    await heard.untilBegun(1);
    const click = await askStudio(studio, 'Quick?');
    expect(heard.begun[0]?.signal.aborted).toBe(true);
    expect((await collectRun(studio.runs.stream(click.input.runId, 0, never))).end.run.state).toBe('done');
    expect(heard.ended).toHaveLength(1);
    expect(heard.begun).toHaveLength(1);
  });

  it('waits while anything is written, and only the newest of several is read', async () => {
    const engine = createScriptedEngine({ writeTokensPerSecond: 900 });
    const heard = listenTo(engine);
    const studio = await makeStudio({ engine });
    const conversations = [await answered(studio, 'one'), await answered(studio, 'two')];
    const busy = await askStudio(studio, '[[scenario:endless]] on');
    await untilText(studio.runs.stream(busy.input.runId, 0, never));
    for (const { conversationId } of conversations) await studio.conversations.warm(conversationId);
    expect((await studio.runs.queue()).map(({ runId }) => runId)).toEqual([busy.input.runId]);
    expect(heard.begun).toEqual([]);
    await studio.runs.stop(busy.input.runId);
    await heard.untilEnded(1);
    expect(JSON.stringify(heard.begun.map(({ prompt }) => prompt))).toContain('two');
    expect(heard.begun).toHaveLength(1);
  });

  it('is refused for what is not there or lies in the bin, and finds nothing to read in an empty conversation', async () => {
    const engine = createScriptedEngine();
    const heard = listenTo(engine);
    const studio = await makeStudio({ engine });
    await expect(studio.conversations.warm(nextId())).rejects.toMatchObject({ code: 'not-found' });
    const { conversationId } = await answered(studio, 'one');
    await studio.conversations.bin(conversationId);
    await expect(studio.conversations.warm(conversationId)).rejects.toMatchObject({ code: 'conflict' });
    const id = nextId();
    await studio.conversations.create({ id });
    await studio.conversations.warm(id);
    await answered(studio, 'two');
    expect(heard.begun).toEqual([]);
  });

  it('ends when the studio closes', async () => {
    const engine = createScriptedEngine({ readTokensPerSecond: 200 });
    const heard = listenTo(engine);
    const studio = await createTestStudio({ engine });
    await studio.conversations.warmStart('en');
    await heard.untilBegun(1);
    await studio[Symbol.asyncDispose]();
    expect(heard.ended).toHaveLength(1);
  });
});

describe('a model that is used', () => {
  it('is loaded ahead, alone, and takes no question’s place', async () => {
    const modelFiles = createMemoryModelFiles([testModel('demo'), testModel('standard', { isDefault: true })]);
    const engine = createScriptedEngine({ writeTokensPerSecond: 900 });
    const load = vi.spyOn(engine, 'load');
    const studio = await makeStudio({ engine, modelFiles });
    const writing = await askStudio(studio, '[[scenario:endless]] on');
    await untilText(studio.runs.stream(writing.input.runId, 0, never));
    await studio.models.use('demo');
    const next = await askStudio(studio, 'now with the demo');
    await studio.runs.stop(writing.input.runId);
    await collectRun(studio.runs.stream(next.input.runId, 0, never));
    expect(load.mock.calls.map(([{ modelId }]) => modelId).slice(0, 2)).toEqual(['standard', 'demo']);
  });

  it('reads of a document what its next section is asked for with, or the one that the writer turned to', async () => {
    const engine = createScriptedEngine();
    const heard = listenTo(engine);
    const studio = await makeStudio({ engine });
    const { id, sections } = await documentWith(studio, ['引言', '中间', '结语']);
    await studio.documents.addVersion(sections[0]?.id ?? '', { id: nextId(), baseId: null, source: 'user', text: '引言的正文。' });
    await studio.documents.warm(id);
    await heard.untilEnded(1);
    expect(textsOf(heard.begun[0]).slice(-2)).toEqual(['引言的正文。', expect.stringContaining('写第2节“中间”')]);
    await studio.documents.warm(id, sections[2]?.id);
    await heard.untilEnded(2);
    expect(textsOf(heard.begun[1]).at(-1)).toContain('写第3节“结语”');
  });
});

function textsOf(warmed: Warmed | undefined): string[] {
  return warmed?.prompt.kind === 'messages' ? warmed.prompt.messages.map(({ text }) => text) : [];
}
