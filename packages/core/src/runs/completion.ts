import type { Id } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import { mergeSampling } from '../sampling/sampling-table.ts';
import type { Turn } from '../scheduling/scheduler.ts';
import type { CompletionEvent, CompletionRequest } from '../studio.ts';
import { fitPrompt } from './prompt-fitting.ts';
import type { QueueOverview } from './queue-overview.ts';
import { readingProgress } from './run-execution.ts';
import { RunMeter } from './run-meter.ts';
import { observeRun } from './run-observation.ts';
import type { RunServicePorts } from './run-service.ts';

/** Owner of what programs ask for without saying on whose behalf. */
const anonymousProgram = 'api';
const longestOwner = 200;

export interface CompletionSurroundings {
  /** Its id in the queue. */
  readonly id: Id;
  readonly ports: RunServicePorts;
  readonly overview: QueueOverview;
  /** Fires when the caller wants no more, or when the studio closes. */
  readonly signal: AbortSignal;
}

/**
 * A generation that is kept nowhere. It is a job: whoever calls a program waits for the program, whoever clicks in the
 * studio waits in front of the screen, and the click goes first.
 */
export async function* completion(request: CompletionRequest, surroundings: CompletionSurroundings): AsyncGenerator<CompletionEvent> {
  const { id, ports, overview, signal } = surroundings;
  const model = await ports.models.choose(request.model);
  const author = { model, action: null };
  const meter = new RunMeter(model, async () => ({ ...request, likelyTokens: ports.lengths.expected(author, request) }));
  overview.add(id, { run: null, meter });
  let turn: Turn | null = null;
  try {
    const owner = request.owner?.slice(0, longestOwner) || anonymousProgram;
    turn = await ports.scheduler.enter({ id, urgency: 'job', owner, model }, signal);
    if (!turn) return yield stoppedBeforeReading;
    yield* written(request, { ...surroundings, model, meter, turn });
  } catch (error) {
    if (!signal.aborted) throw error;
    yield stoppedBeforeReading;
  } finally {
    turn?.release();
    overview.remove(id);
  }
}

interface EnteredCompletion extends CompletionSurroundings {
  readonly model: string;
  readonly meter: RunMeter;
  readonly turn: Turn;
}

async function* written(request: CompletionRequest, entered: EnteredCompletion): AsyncGenerator<CompletionEvent> {
  const { ports, signal, meter, turn } = entered;
  const { engine, models, surroundings } = ports;
  const { model, ...context } = await models.ensureLoaded(entered.model, entered.id, signal);
  yield { type: 'started', model: model.id };
  const { maxTokens, stop, jsonSchema, reference } = request;
  const prompt = await fitPrompt(engine, request.prompt, { ...request, ...context }, signal);
  const sampling = mergeSampling(model.sampling, request.sampling);
  const seed = request.seed ?? surroundings.randomSeed();
  const progress = readingProgress(surroundings.elapsedMs, turn.pause);
  const events = engine.generate({ prompt, sampling, maxTokens, stop, jsonSchema, reference, seed }, signal, turn.pause);
  for await (const event of events) {
    if (event.type === 'reading') meter.noteReading(progress(event));
    if (event.type === 'text') {
      const isFirst = meter.state === 'reading';
      meter.noteWritten(event.written);
      if (isFirst) ports.onQueueChange();
      yield event;
    }
    if (event.type !== 'ended') continue;
    if (event.reason === 'failed') throw StudioError.from(event.error);
    observeRun(model.id, { end: event, turn }, ports);
    const state = event.reason === 'stop' ? 'done' : event.reason;
    ports.lengths.learn({ model: model.id, action: null }, request, { state, usage: event.usage });
    yield { type: 'ended', reason: event.reason, usage: event.usage, drafts: event.drafts };
  }
}

const stoppedBeforeReading: CompletionEvent = {
  type: 'ended',
  reason: 'stopped',
  usage: { promptTokens: 0, cachedTokens: 0, writtenTokens: 0 },
  drafts: { drafted: 0, accepted: 0 },
};
