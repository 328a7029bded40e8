import { type RunEvent, writtenRows } from '@maobi/contract';
import {
  createFillableStore,
  askStudio,
  batchRests,
  batchTemplates,
  batchWith,
  untilBatch,
  collectRun,
  createScriptedEngine,
  createTestSurroundings,
  documentWith,
  nextId,
  studiosOfTests,
  testBrief,
  untilDocument,
  untilJobRests,
  untilText,
} from '@maobi/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const never = new AbortController().signal;
const makeStudio = studiosOfTests();
const slowly = () => createScriptedEngine({ writeTokensPerSecond: 300 });
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);

beforeEach(() => void process.on('unhandledRejection', note));
afterEach(() => {
  process.off('unhandledRejection', note);
  const [error] = unhandled.splice(0);
  if (error !== undefined) throw error; // it would end the server
});

/** Rests are over at once. @param note told of each, with how long it would have been */
function hasty(note: (delayMs: number) => void = () => undefined): ReturnType<typeof createTestSurroundings> {
  const surroundings = createTestSurroundings();
  return {
    ...surroundings,
    after: (delayMs, callback) => {
      if (delayMs >= 500) note(delayMs);
      return surroundings.after(Math.min(delayMs, 20), callback);
    },
  };
}

describe('H27 a disk that is full for a while', () => {
  it('keeps an answer that broke off, says why, and lets it be continued as soon as there is room', async () => {
    const { store, fill, free } = createFillableStore();
    const studio = await makeStudio({ engine: slowly(), store });
    const { conversationId, input } = await askStudio(studio, '写一段话');
    await untilText(studio.runs.stream(input.runId, 0, never));
    fill();
    const { text, end } = await collectRun(studio.runs.stream(input.runId, 0, never));
    expect(end.run).toMatchObject({ state: 'failed', error: { code: 'disk-full' }, endedAt: expect.any(String) });
    expect(await studio.runs.list()).toEqual([]);
    const again = { runId: nextId() };
    await expect(studio.conversations.continueMessage(input.answerId, again)).rejects.toMatchObject({ code: 'disk-full' });
    free();
    await studio.conversations.continueMessage(input.answerId, again);
    await collectRun(studio.runs.stream(again.runId, 0, never));
    const answer = (await studio.conversations.get(conversationId)).messages.at(-1);
    expect(answer?.run?.state).toBe('done');
    expect(answer?.text.startsWith(text)).toBe(true);
    expect(answer?.text.length).toBeGreaterThan(text.length);
  });

  it('has the end of a run kept by itself', async () => {
    const { store, fill, free } = createFillableStore();
    const studio = await makeStudio({ engine: slowly(), store });
    const { input } = await askStudio(studio, '写一段话');
    await untilText(studio.runs.stream(input.runId, 0, never));
    fill();
    await collectRun(studio.runs.stream(input.runId, 0, never));
    expect((await store.runs.get(input.runId)).endedAt).toBeNull();
    free();
    await expect.poll(async () => (await store.runs.get(input.runId)).state, { timeout: 20_000 }).toBe('failed');
  });

  it('lets a job rest, try again ever more seldom, and write every section in the end', async () => {
    const { store, fill, free } = createFillableStore();
    const rests: number[] = [];
    const studio = await makeStudio({ engine: slowly(), store, surroundings: hasty((delayMs) => rests.push(delayMs)) });
    const { id } = await documentWith(studio, ['引言', '蜂箱'], 100);
    await studio.jobs.start(id, { id: nextId() });
    await untilDocument(studio, id, ({ sections }) => sections.some(({ count }) => count > 0));
    fill();
    await expect.poll(() => rests, { timeout: 20_000 }).toContain(8000);
    expect(rests.length).toBeLessThan(30);
    expect((await studio.documents.get(id)).job?.state).toBe('open');
    free();
    const { job, sections } = await untilJobRests(studio, id);
    expect(job).toMatchObject({ state: 'done', error: null });
    expect(sections.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('leaves no batch open with nobody at work for it', async () => {
    const rests: number[] = [];
    const { store, fill, free } = createFillableStore();
    const studio = await makeStudio({
      engine: slowly(),
      store,
      surroundings: hasty((delayMs) => rests.push(delayMs)),
      templates: batchTemplates(),
    });
    const { id } = await batchWith(studio, [{ topic: '养蜂' }, { topic: '河流' }]);
    await studio.batches.start(id, {});
    fill();
    await expect.poll(() => rests, { timeout: 20_000 }).toContain(5000);
    free();
    expect(['idle', 'paused']).toContain((await untilBatch(studio, id, batchRests)).state);
  });

  it('takes over the rows of an outline that could not be kept when they were written', async () => {
    const { store, fill, free } = createFillableStore();
    const studio = await makeStudio({ engine: slowly(), store });
    const { id } = await studio.documents.create({ id: nextId(), brief: testBrief() });
    const run = await studio.documents.writeOutline(id, { runId: nextId(), sectionCount: 8 });
    await untilFirstRow(studio.runs.stream(run.id, 0, never));
    fill();
    expect((await collectRun(studio.runs.stream(run.id, 0, never))).end.run.state).toBe('failed');
    expect((await studio.documents.get(id)).sections).toEqual([]);
    free();
    expect((await untilDocument(studio, id, ({ sections }) => sections.length > 0)).sections.length).toBeLessThan(8);

    async function untilFirstRow(events: AsyncIterable<RunEvent>): Promise<void> {
      let text = '';
      for await (const event of events) {
        if (event.type === 'text') text += event.text;
        if (writtenRows(text).length > 0) return;
      }
    }
  });
});
