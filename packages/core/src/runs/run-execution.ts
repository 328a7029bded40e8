import { partMark, type Timings } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { ModelService } from '../models/model-service.ts';
import type { EngineEnd, EngineEvent, PauseSignal } from '../ports/engine.ts';
import type { RunEnd, RunRequestRecord } from '../ports/store.ts';
import { mergeSampling } from '../sampling/sampling-table.ts';
import type { Turn } from '../scheduling/scheduler.ts';
import { writer as writerAsOwner } from '../scheduling/task.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { fitPrompt } from './prompt-fitting.ts';
import type { RunProgress } from './run-feed.ts';
import type { RunEnds } from './run-ends.ts';
import { observeRun } from './run-observation.ts';
import { addedUp, type RunPart } from './run-parts.ts';
import type { LiveRun, RunServicePorts } from './run-service.ts';

type Outcome = Omit<RunEnd, 'now'>;
type Reading = Extract<RunProgress, { type: 'reading' }>;

/** Takes one run from the queue to its end. Never rejects. */
export async function executeRun(live: LiveRun, ports: RunServicePorts, ends: RunEnds): Promise<void> {
  const { scheduler, surroundings } = ports;
  const { id, model } = live.run;
  const enteredMs = surroundings.elapsedMs();
  let outcome: Outcome;
  let turn: Turn | null = null;
  try {
    turn = await scheduler.enter({ id, urgency: live.work.urgency, owner: writerAsOwner, model }, live.stop.signal);
    const queuedMs = surroundings.elapsedMs() - enteredMs;
    outcome = turn ? await write(live, { turn, queuedMs }, ports) : endedBeforeReading(live.endsWith);
  } catch (error) {
    outcome = live.stop.signal.aborted ? endedBeforeReading(live.endsWith) : failed(error);
    if (outcome.error) surroundings.log.warn({ runId: id, code: outcome.error.code, cause: describe(error) }, outcome.error.message);
  }
  await ends.keep(id, { ...outcome, now: surroundings.now() });
  turn?.release();
}

interface Entered {
  readonly turn: Turn;
  readonly queuedMs: number;
}

async function write(live: LiveRun, { turn, queuedMs }: Entered, ports: RunServicePorts): Promise<Outcome> {
  const { engine, runs, models } = ports;
  const { signal } = live.stop;
  const request = await runs.request(live.run.id);
  const unwatch = engine.watch((status) => {
    if (status.state === 'loading') live.feed.show({ type: 'loading', percent: status.percent ?? 0 });
  });
  const loaded = await models.ensureLoaded(live.run.model, live.run.id, signal).finally(unwatch);
  const writer = new ChunkWriter(live.run.id, ports, () => live.feed.changes.notify());
  const end = await writeParts(live, { ...loaded, request, turn, writer }, ports);
  await writer.finish();
  const outcome = outcomeOf(end, live.endsWith, { queuedMs, ...end.timings });
  ports.lengths.learn(live.run, request, outcome);
  return outcome;
}

interface Work extends Awaited<ReturnType<ModelService['ensureLoaded']>> {
  readonly request: RunRequestRecord;
  readonly turn: Turn;
  readonly writer: ChunkWriter;
}

/** Asks the engine for one part after the other; most runs have one. */
async function writeParts(live: LiveRun, work: Work, ports: RunServicePorts): Promise<EngineEnd> {
  const { request, contextTokens, largestContextTokens, turn, writer, model } = work;
  const consumer: Consumer = { live, writer, ports, overdue: new AbortController(), text: '', writtenBefore: 0 };
  const fitted = async ({ prompt, jsonSchema }: RunPart): Promise<RunPart> => {
    const limits = { ...request, contextTokens, largestContextTokens };
    return { jsonSchema, prompt: await fitPrompt(ports.engine, prompt, limits, live.stop.signal) };
  };
  let part = await fitted({ prompt: await live.work.readPrompt(), jsonSchema: request.jsonSchema ?? null });
  let whole: EngineEnd | null = null;
  for (;;) {
    const end = await writePart(part, work, consumer);
    observeRun(model.id, { end, turn }, ports);
    whole = addedUp(whole, end);
    const isWhole = end.reason === 'stop' || (end.reason === 'length' && !consumer.overdue.signal.aborted);
    const next = isWhole ? live.work.nextPart?.({ text: consumer.text, contextTokens }) : null;
    if (!next) return whole;
    try {
      part = await fitted(next);
    } catch (error) {
      if (StudioError.from(error).code !== 'context-too-long') throw error;
      return { ...whole, reason: 'length' };
    }
    consumer.writtenBefore = whole.usage.writtenTokens;
    consumer.text += partMark;
    writer.add(partMark, consumer.writtenBefore);
  }
}

async function writePart({ prompt, jsonSchema }: RunPart, { request, model, turn }: Work, consumer: Consumer): Promise<EngineEnd> {
  const { live, ports, writer, overdue, writtenBefore } = consumer;
  const { engine, runs } = ports;
  const { signal } = live.stop;
  if (writtenBefore === 0) {
    await runs.setState(live.run.id, 'reading');
    if (request.opening) writer.add(request.opening, 0);
  }
  const events = engine.generate(
    {
      prompt,
      sampling: mergeSampling(model.sampling, request.sampling),
      maxTokens: request.maxTokens === null ? null : Math.max(1, request.maxTokens - writtenBefore),
      stop: [],
      jsonSchema,
      reference: request.reference ?? null,
      seed: live.run.seed,
    },
    AbortSignal.any([signal, overdue.signal]),
    turn.pause,
  );
  const end = await consume(events, consumer, readingProgress(ports.surroundings.elapsedMs, turn.pause));
  const wasOverdue = end.reason === 'stopped' && overdue.signal.aborted && !signal.aborted;
  return wasOverdue ? { ...end, reason: 'length' } : end;
}

/** Tokens between two looks at whether a text has to be ended. */
const overdueEvery = 8;

interface Consumer {
  readonly live: LiveRun;
  readonly writer: ChunkWriter;
  readonly ports: RunServicePorts;
  /** To be fired when the text has to be ended. */
  readonly overdue: AbortController;
  /** All that the engine wrote for this run. */
  text: string;
  /** Tokens of the parts before this one. */
  writtenBefore: number;
}

type ReadingProgress = (event: Extract<EngineEvent, { type: 'reading' }>) => Reading;

async function consume(events: AsyncIterable<EngineEvent>, consumer: Consumer, progress: ReadingProgress): Promise<EngineEnd> {
  const { live, writer, ports, overdue, writtenBefore } = consumer;
  let isWriting = writtenBefore > 0;
  let looked = writtenBefore;
  for await (const event of events) {
    if (event.type === 'ended') return event;
    if (event.type === 'reading') {
      const reading = progress(event);
      live.meter.noteReading(reading);
      live.feed.show(reading);
      continue;
    }
    const written = writtenBefore + event.written;
    live.meter.noteWritten(written);
    if (!isWriting) {
      isWriting = true;
      await ports.runs.setState(live.run.id, 'writing');
      ports.onQueueChange();
      await ports.onRunChange(live.run);
    }
    writer.add(event.text, written);
    consumer.text += event.text;
    if (written < looked + overdueEvery) continue;
    looked = written;
    if (live.work.isOverdue?.(consumer.text)) overdue.abort();
  }
  throw new StudioError('engine-failed', 'The engine ended without saying how.');
}

/** Adds to each reading event how long the rest will take, from the rate seen since it began or last went on. */
export function readingProgress(elapsedMs: () => number, pause: PauseSignal): ReadingProgress {
  let since: { readonly ms: number; readonly done: number } | null = null;
  pause.watch(() => {
    since = null; // time spent resting says nothing about the rate
  });
  return ({ type, done, total, cached }) => {
    since ??= { ms: elapsedMs(), done };
    const read = done - since.done;
    if (read <= 0) return { type, done, total, cached };
    return { type, done, total, cached, remainingMs: ((total - done) * (elapsedMs() - since.ms)) / read };
  };
}

function outcomeOf(end: EngineEnd, stoppedAs: LiveRun['endsWith'], timings: Timings): Outcome {
  const usage = end.drafts.drafted === 0 ? end.usage : { ...end.usage, drafts: end.drafts };
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
