import type { Id, RunEvent, StudioEvent } from '@maobi/contract';
import {
  askStudio,
  collectRun,
  createMemoryModelFiles,
  createMemoryStore,
  createScriptedEngine,
  createTestStudio,
  documentWith,
  nextId,
  studiosOfTests,
  testModel,
  untilText,
} from '@maobi/testkit';
import { describe, expect, it, vi } from 'vitest';
import type { RunEstimator, RunObservation } from './estimates/run-estimator.ts';
import type { CompletionEvent, CompletionRequest, Studio } from './studio.ts';

const never = new AbortController().signal;
const makeStudio = studiosOfTests();

const endless = '[[scenario:endless]] on and on';
const paced = () => createScriptedEngine({ writeTokensPerSecond: 900 });
const askJob = (studio: Studio, text: string, model?: string) =>
  askStudio(studio, text, null, { urgency: 'job', ...(model ? { model } : {}) });

/** Watches a run in the background. */
function watch(studio: Studio, runId: Id) {
  const events: RunEvent[] = [];
  const waiting = new Set<() => void>();
  const ended = (async () => {
    for await (const event of studio.runs.stream(runId, 0, never)) {
      events.push(event);
      for (const look of waiting) look();
    }
  })();
  const until = (isThere: (event: RunEvent) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!events.some(isThere)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    events,
    ended,
    until,
    untilText: () => until(({ type }) => type === 'text'),
    untilPaused: () => until(({ type }) => type === 'paused'),
  };
}

const textOf = (events: readonly RunEvent[]) => events.map((event) => (event.type === 'text' ? event.text : '')).join('');

function completionOf(text: string, change: Partial<CompletionRequest> = {}): CompletionRequest {
  const prompt = { kind: 'messages' as const, messages: [{ role: 'user' as const, text }] };
  const rest = { model: null, sampling: {}, maxTokens: null, stop: [], jsonSchema: null, seed: 1, overflow: 'refuse' as const };
  return { ...rest, prompt, reference: null, owner: null, ...change };
}

/** Starts a completion and hands out its events as they come. */
async function startCompletion(studio: Studio, request: CompletionRequest, signal = never) {
  const events = studio.runs.complete(request, signal)[Symbol.asyncIterator]();
  const first = await events.next();
  const rest = async () => {
    const seen: CompletionEvent[] = first.done ? [] : [first.value];
    for (let next = await events.next(); !next.done; next = await events.next()) seen.push(next.value);
    return seen;
  };
  return { rest };
}

describe('a job', () => {
  it('G20 rests while the writer’s question is answered, and goes on as if nothing had been', async () => {
    const studio = await makeStudio({ engine: paced() });
    const alone = await askJob(studio, '写一篇关于海的文章');
    const { text } = await collectRun(studio.runs.stream(alone.input.runId, 0, never));

    const job = await askJob(studio, '写一篇关于海的文章');
    const watching = watch(studio, job.input.runId);
    await watching.untilText();
    const click = await askStudio(studio, 'What is a lake?');
    await watching.untilPaused();
    expect(await studio.runs.list()).toMatchObject([{ id: click.input.runId }, { id: job.input.runId, state: 'writing', isPaused: true }]);
    expect((await studio.runs.list())[0]).not.toHaveProperty('isPaused');
    const answered = await collectRun(studio.runs.stream(click.input.runId, 0, never));
    expect(answered.end.run.state).toBe('done');
    expect((await studio.runs.get(job.input.runId)).endedAt).toBeNull();
    await watching.ended;
    expect(watching.events.at(-1)).toMatchObject({ type: 'ended', run: { state: 'done' } });
    expect(textOf(watching.events)).toBe(text);
    const isPaused = ({ type }: RunEvent) => type === 'paused';
    for (const paused of watching.events.filter(isPaused)) expect(paused).toEqual({ type: 'paused', position: 1 });
    // what was written before it rested does not say that it goes on
    expect(watching.events[watching.events.findLastIndex(isPaused) + 1]?.type).toBe('reading');
  });

  it('G20 of a program rests as well, and its owners take turns', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 500 }) });
    const first = await startCompletion(studio, completionOf(endless, { maxTokens: 60, owner: 'anna' }));
    const served: string[] = [];
    const others = ['anna', 'anna', 'bert', ''].map(async (owner, index) => {
      const { rest } = await startCompletion(studio, completionOf(endless, { maxTokens: 2, owner }));
      await rest();
      served.push(`${owner}${index}`);
    });
    const click = await askStudio(studio, 'What is a lake?');
    const queue = await studio.runs.queue();
    expect(queue.map(({ owner, urgency, state, position }) => [owner, urgency, state, position])).toEqual([
      ['writer', 'interactive', 'reading', 0],
      ['anna', 'job', 'paused', 1],
      ['bert', 'job', 'waiting', 2],
      ['api', 'job', 'waiting', 3],
      ['anna', 'job', 'waiting', 4],
      ['anna', 'job', 'waiting', 5],
    ]);
    await collectRun(studio.runs.stream(click.input.runId, 0, never));
    expect((await first.rest()).at(-1)).toMatchObject({ type: 'ended', reason: 'length', usage: { writtenTokens: 60 } });
    await Promise.all(others);
    expect(served).toEqual(['bert2', '3', 'anna0', 'anna1']);
  });

  it('G5 G20 that rests can be stopped, and keeps its text', async () => {
    const studio = await makeStudio({ engine: paced() });
    const job = await askJob(studio, endless);
    const watching = watch(studio, job.input.runId);
    await watching.untilText();
    const click = await askStudio(studio, endless);
    await watching.untilPaused();
    expect(await studio.runs.stop(job.input.runId)).toMatchObject({ state: 'stopped', usage: { cachedTokens: expect.any(Number) } });
    expect(textOf(watching.events)).not.toBe('');
    await untilText(studio.runs.stream(click.input.runId, 0, never));
    expect((await studio.runs.get(click.input.runId)).state).toBe('writing');
  });

  it('G6 G7 G20 that rests is interrupted, with its text, when the engine or the server ends', async () => {
    const store = createMemoryStore();
    const studio = await createTestStudio({ store, engine: paced() });
    const crashed = await askJob(studio, endless);
    const watching = watch(studio, crashed.input.runId);
    await watching.untilText();
    await askStudio(studio, '[[scenario:crash]] write');
    await watching.ended;
    expect(watching.events.at(-1)).toMatchObject({ type: 'ended', run: { state: 'interrupted', error: { code: 'engine-failed' } } });

    const left = await askJob(studio, endless);
    const watchingLeft = watch(studio, left.input.runId);
    await watchingLeft.untilText();
    await askStudio(studio, endless);
    await watchingLeft.untilPaused();
    await studio[Symbol.asyncDispose]();
    expect(await store.runs.get(left.input.runId)).toMatchObject({ state: 'interrupted', error: null });
    expect((await store.runs.chunks(left.input.runId, 0)).length).toBeGreaterThan(0);
  });

  it('G20 of another model is not paused: two models are never at work together', async () => {
    const modelFiles = createMemoryModelFiles([testModel('demo'), testModel('other')]);
    const engine = paced();
    const load = vi.spyOn(engine, 'load');
    const studio = await makeStudio({ modelFiles, engine });
    const job = await askJob(studio, '写一篇关于海的文章', 'other');
    const watching = watch(studio, job.input.runId);
    await watching.untilText();
    const click = await askStudio(studio, 'What is a lake?', null, { model: 'demo' });
    await collectRun(studio.runs.stream(click.input.runId, 0, never));
    expect((await studio.runs.get(job.input.runId)).state).toBe('done');
    expect(watching.events.some(({ type }) => type === 'paused')).toBe(false);
    expect(load.mock.calls.map(([request]) => request.modelId)).toEqual(['other', 'demo']);
  });

  it('G20 that rests keeps its model although the context was set anew', async () => {
    const engine = paced();
    const load = vi.spyOn(engine, 'load');
    const studio = await makeStudio({ engine });
    const job = await askJob(studio, '写一篇关于海的文章');
    const watching = watch(studio, job.input.runId);
    await watching.untilText();
    await studio.settings.update({ contextTokens: 4096 });
    const click = await askStudio(studio, 'What is a lake?');
    await collectRun(studio.runs.stream(click.input.runId, 0, never));
    await watching.ended;
    expect(watching.events.at(-1)).toMatchObject({ run: { state: 'done' } });
    await collectRun(studio.runs.stream((await askStudio(studio, 'And now?')).input.runId, 0, never));
    expect(load.mock.calls.map(([request]) => request.contextTokens)).toEqual([null, null, 4096]);
  });

  it('G25 that rests keeps its model although the file was replaced, which the next run has', async () => {
    const engine = paced();
    const load = vi.spyOn(engine, 'load');
    const modelFiles = createMemoryModelFiles([testModel('demo')]);
    const store = createMemoryStore();
    const studio = await makeStudio({ engine, modelFiles, store });
    const job = await askJob(studio, '写一篇关于海的文章');
    const watching = watch(studio, job.input.runId);
    await watching.untilText();
    modelFiles.models = [testModel('demo', { sizeBytes: 6_000_000 })];
    const click = await askStudio(studio, 'What is a lake?');
    await collectRun(studio.runs.stream(click.input.runId, 0, never));
    await watching.ended;
    const replaced = { path: '/models/demo.gguf', sizeBytes: 6_000_000, modifiedMs: 0 };
    expect(await store.calibrations.fingerprintOf(replaced)).toBeNull();
    await collectRun(studio.runs.stream((await askStudio(studio, 'And now?')).input.runId, 0, never));
    expect(load.mock.calls.map(([request]) => request.file?.sizeBytes)).toEqual([5_000_000, 5_000_000, 6_000_000]);
    expect(await store.calibrations.fingerprintOf(replaced)).not.toBeNull();
  });

  it('G25 is loaded anew for the next run when its file was replaced by one of the same size and time', async () => {
    const engine = paced();
    const load = vi.spyOn(engine, 'load');
    const modelFiles = createMemoryModelFiles([testModel('demo')]);
    const studio = await makeStudio({ engine, modelFiles });
    const states: string[] = [];
    for (const identity of ['first', 'first', 'second']) {
      modelFiles.identity = identity;
      const unwatch = engine.watch(({ state }) => states.push(state));
      await collectRun(studio.runs.stream((await askStudio(studio, 'What is a lake?')).input.runId, 0, never));
      unwatch();
      states.push('answered');
    }
    const loadings = states
      .join()
      .split('answered')
      .map((part) => part.includes('loading'));
    expect(loadings).toEqual([true, false, true, false]);
    expect(load.mock.calls.map(([request]) => request.file?.identity)).toEqual(['first', 'first', 'second']);
  });
});

describe('several at once', () => {
  it('G2 as many run as the model has states for and calibration found worth it', async () => {
    const tuning = { threads: 2, batchTokens: 128, parallel: 2, passCosts: {} };
    const studio = await makeStudio({ engine: createScriptedEngine({ sequences: 3, writeTokensPerSecond: 900 }), tuningOf: () => tuning });
    const runs = [await askStudio(studio, endless), await askStudio(studio, endless), await askStudio(studio, endless)];
    for (const { input } of runs.slice(0, 2)) await untilText(studio.runs.stream(input.runId, 0, never));
    expect((await studio.runs.queue()).map(({ state }) => state)).toEqual(['writing', 'writing', 'waiting']);
    for (const { input } of runs) await studio.runs.stop(input.runId);
  });
});

describe('the queue', () => {
  const estimator = (observed: RunObservation[] = []): RunEstimator => ({
    estimate: ({ promptTokens, cachedTokens, writtenTokens }) => ({
      readingMs: (promptTokens - cachedTokens) * 10,
      writingMs: writtenTokens === null ? null : writtenTokens * 100,
    }),
    observe: (observation) => void observed.push(observation),
  });

  it('G21 tells every run’s title, state and time, and those who wait learn for how long', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 200 }), estimator: estimator() });
    const leave = new AbortController();
    const told: StudioEvent[] = [];
    const watchingStudio = (async () => {
      for await (const event of studio.events(leave.signal)) told.push(event);
    })();
    const first = await askStudio(studio, `${endless} 一`, null, { maxTokens: 1000 });
    await untilText(studio.runs.stream(first.input.runId, 0, never));
    const second = await askStudio(studio, '写一段关于湖的话', null, { maxTokens: 50 });
    const third = await askStudio(studio, 'no limit');
    const watching = watch(studio, second.input.runId);
    await watching.until((event) => event.type === 'queued' && event.remainingMs !== undefined);
    const queue = await studio.runs.queue();
    expect(queue.map(({ runId, conversationId, title, state, position }) => [runId, conversationId, title, state, position])).toEqual([
      [first.input.runId, first.conversationId, `${endless} 一`, 'writing', 0],
      [second.input.runId, second.conversationId, '写一段关于湖的话', 'waiting', 1],
      [third.input.runId, third.conversationId, 'no limit', 'waiting', 2],
    ]);
    const leftOf = (place: number) => queue[place]?.estimate.remainingMs ?? NaN;
    expect(queue[0]?.estimate.readingMs).toBe(0);
    expect(leftOf(0)).toBeLessThan(40_000);
    expect(queue[1]?.estimate.remainingMs).toBe(5000 + (queue[1]?.estimate.readingMs ?? NaN));
    expect(queue[1]?.estimate.readingMs).toBeGreaterThan(0);
    expect(queue.map(({ estimate }) => estimate.waitingMs)).toEqual([0, queue[0]?.estimate.remainingMs, leftOf(0) + leftOf(1)]);
    expect(leftOf(2)).toBe(40_000 + (queue[2]?.estimate.readingMs ?? NaN));
    for (const { input } of [third, second, first]) await studio.runs.stop(input.runId);
    leave.abort();
    await watchingStudio;
    const queues = told.filter((event) => event.type === 'queue');
    expect(
      queues.some(
        ({ entries }) => entries.map(({ runId }) => runId).join() === [first, second, third].map(({ input }) => input.runId).join(),
      ),
    ).toBe(true);
  });

  it('G21 expects of a section what its target asks for, and of a text that goes on beyond that a little more', async () => {
    const studio = await makeStudio({ engine: createScriptedEngine({ writeTokensPerSecond: 400 }), estimator: estimator() });
    const { id } = await documentWith(studio, ['引言', '蜂箱'], 300);
    await studio.jobs.start(id, { id: nextId() });
    await expect.poll(async () => (await studio.runs.queue())[0]?.estimate.remainingMs).toEqual(expect.any(Number));
    const { readingMs, remainingMs } = (await studio.runs.queue())[0]!.estimate;
    expect(remainingMs! - readingMs!).toBeLessThanOrEqual(30_000);
    await expect.poll(async () => (await studio.runs.queue())[0]?.estimate.remainingMs, { timeout: 10_000 }).toBeLessThan(2500);
  });

  it('G21 says nothing of times that nobody knows', async () => {
    const studio = await makeStudio({ engine: paced() });
    await askStudio(studio, endless);
    const second = await askStudio(studio, 'two');
    expect((await studio.runs.queue()).map(({ estimate }) => estimate)).toEqual([
      { waitingMs: 0, readingMs: null, remainingMs: null },
      { waitingMs: null, readingMs: null, remainingMs: null },
    ]);
    await studio.runs.stop(second.input.runId);
  });

  it('G21 hears what each run took, unless it rested', async () => {
    const observed: RunObservation[] = [];
    const studio = await makeStudio({ engine: paced(), estimator: estimator(observed) });
    const job = await askJob(studio, '写一篇关于海的文章');
    await untilText(studio.runs.stream(job.input.runId, 0, never));
    const click = await askStudio(studio, 'What is a lake?');
    const { end } = await collectRun(studio.runs.stream(click.input.runId, 0, never));
    await collectRun(studio.runs.stream(job.input.runId, 0, never));
    expect(observed).toEqual([
      { model: 'demo', ...end.run.usage, readingMs: end.run.timings?.readingMs, writingMs: end.run.timings?.writingMs },
    ]);
  });

  it('G24 is left by what somebody stops there, also by what a program asked for', async () => {
    const studio = await makeStudio({ engine: paced() });
    const completion = await startCompletion(studio, completionOf(endless));
    const [entry] = await studio.runs.queue();
    const click = await askStudio(studio, 'one');
    const { end } = await collectRun(studio.runs.stream(click.input.runId, 0, never));
    expect(end.run.state).toBe('done');
    expect(await studio.runs.stopQueued(entry?.runId ?? '')).toEqual([]);
    expect((await completion.rest()).at(-1)).toMatchObject({ type: 'ended', reason: 'stopped' });
    expect(await studio.runs.stopQueued(click.input.runId)).toEqual([]);
    expect((await studio.runs.get(click.input.runId)).state).toBe('done');
    await expect(studio.runs.stopQueued(nextId())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('G22 can be put in another order, and says why not', async () => {
    const studio = await makeStudio({ engine: paced() });
    const [writing, second, third] = [await askStudio(studio, endless), await askStudio(studio, 'two'), await askStudio(studio, 'three')];
    const job = await askJob(studio, 'job');
    const order = async () => (await studio.runs.queue()).map(({ runId }) => runId);
    const moved = await studio.runs.move(third.input.runId, second.input.runId);
    expect(moved.map(({ runId }) => runId)).toEqual([writing, third, second, job].map(({ input }) => input.runId));
    await studio.runs.move(third.input.runId, null);
    expect(await order()).toEqual([writing, second, third, job].map(({ input }) => input.runId));
    await expect(studio.runs.move(writing.input.runId, null)).rejects.toMatchObject({ code: 'conflict' });
    await expect(studio.runs.move(third.input.runId, writing.input.runId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(studio.runs.move(job.input.runId, second.input.runId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(studio.runs.move(nextId(), null)).rejects.toMatchObject({ code: 'not-found' });
    await expect(studio.runs.move(third.input.runId, nextId())).rejects.toMatchObject({ code: 'not-found' });
    await studio.runs.stop(second.input.runId);
    await expect(studio.runs.move(second.input.runId, null)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('ended'),
    });
    await expect(studio.runs.move(third.input.runId, second.input.runId)).rejects.toMatchObject({ code: 'conflict' });
  });
});
