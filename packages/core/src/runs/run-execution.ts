import type { Timings } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { EngineEnd, EngineEvent, Prompt } from '../ports/engine.ts';
import type { RunEnd } from '../ports/store.ts';
import { mergeSampling } from '../sampling/sampling-table.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { fitPrompt } from './prompt-fitting.ts';
import type { RunProgress } from './run-feed.ts';
import type { LiveRun, RunServicePorts } from './run-service.ts';

type Outcome = Omit<RunEnd, 'now'>;

/** Takes one run from the queue to its end in the store. Rejects only when the end itself could not be written. */
export async function executeRun(live: LiveRun, readPrompt: () => Promise<Prompt>, ports: RunServicePorts): Promise<void> {
  const { queue, runs, surroundings } = ports;
  const enteredMs = surroundings.elapsedMs();
  let outcome: Outcome;
  let release: (() => void) | null = null;
  try {
    release = await queue.enter(live.run.id, live.stop.signal);
    const queuedMs = surroundings.elapsedMs() - enteredMs;
    outcome = release ? await write(live, readPrompt, queuedMs, ports) : endedBeforeReading(live.endsWith);
  } catch (error) {
    outcome = live.stop.signal.aborted ? endedBeforeReading(live.endsWith) : failed(error);
    if (outcome.error)
      surroundings.log.warn({ runId: live.run.id, code: outcome.error.code, cause: describe(error) }, outcome.error.message);
  }
  try {
    await runs.end(live.run.id, { ...outcome, now: surroundings.now() });
  } finally {
    release?.();
  }
}

async function write(live: LiveRun, readPrompt: () => Promise<Prompt>, queuedMs: number, ports: RunServicePorts): Promise<Outcome> {
  const { engine, runs, surroundings, models } = ports;
  const { signal } = live.stop;
  const request = await runs.request(live.run.id);
  const unwatch = engine.watch((status) => {
    if (status.state === 'loading') live.feed.show({ type: 'loading', percent: status.percent ?? 0 });
  });
  const { model, contextTokens } = await models.ensureLoaded(live.run.model, signal).finally(unwatch);
  const prompt = await fitPrompt(engine, await readPrompt(), { ...request, contextTokens }, signal);
  await runs.setState(live.run.id, 'reading');
  const writer = new ChunkWriter(live.run.id, ports, () => live.feed.changes.notify());
  const end = await consume(
    engine.generate(
      {
        prompt,
        sampling: mergeSampling(model.sampling, request.sampling),
        maxTokens: request.maxTokens,
        stop: [],
        jsonSchema: null,
        seed: live.run.seed,
      },
      signal,
    ),
    { live, writer, ports, progress: readingProgress(surroundings.elapsedMs) },
  );
  await writer.finish();
  if (end.timings.writingMs > 0 && end.usage.writtenTokens > 20)
    models.noteRate(model.id, (end.usage.writtenTokens / end.timings.writingMs) * 1000);
  return outcomeOf(end, live.endsWith, { queuedMs, ...end.timings });
}

interface Consumer {
  readonly live: LiveRun;
  readonly writer: ChunkWriter;
  readonly ports: RunServicePorts;
  readonly progress: (event: Extract<EngineEvent, { type: 'reading' }>) => RunProgress;
}

async function consume(events: AsyncIterable<EngineEvent>, { live, writer, ports, progress }: Consumer): Promise<EngineEnd> {
  let isWriting = false;
  for await (const event of events) {
    if (event.type === 'ended') return event;
    if (event.type === 'reading') {
      live.feed.show(progress(event));
      continue;
    }
    if (!isWriting) {
      isWriting = true;
      await ports.runs.setState(live.run.id, 'writing');
      if (live.run.conversationId) await ports.onConversationChange(live.run.conversationId);
    }
    writer.add(event.text, event.written);
  }
  throw new StudioError('engine-failed', 'The engine ended without saying how.');
}

/** Adds to each reading event how long the rest will take, from the rate seen so far. */
function readingProgress(elapsedMs: () => number): Consumer['progress'] {
  let startMs: number | null = null;
  return ({ type, done, total, cached }) => {
    startMs ??= elapsedMs();
    const read = done - cached;
    if (read <= 0) return { type, done, total, cached };
    return { type, done, total, cached, remainingMs: ((total - done) * (elapsedMs() - startMs)) / read };
  };
}

function outcomeOf(end: EngineEnd, stoppedAs: LiveRun['endsWith'], timings: Timings): Outcome {
  const { usage } = end;
  switch (end.reason) {
    case 'stop':
      return { state: 'done', usage, timings, error: null };
    case 'length':
      return { state: 'length', usage, timings, error: null };
    case 'stopped':
      return { state: stoppedAs, usage, timings, error: null };
    case 'failed':
      return { ...failed(end.error), usage, timings };
  }
}

/** A crash of the engine leaves the text as it is, to be continued: `interrupted`. Every other error is a failure. */
function failed(caught: unknown): Outcome {
  const error = StudioError.from(caught);
  return { state: error.code === 'engine-failed' ? 'interrupted' : 'failed', usage: null, timings: null, error: error.toBody() };
}

function endedBeforeReading(state: LiveRun['endsWith']): Outcome {
  return { state, usage: null, timings: null, error: null };
}

function describe(error: unknown): string {
  return error instanceof Error && error.cause ? String(error.cause) : String(error);
}
