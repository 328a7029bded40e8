import type { Sampling, Usage } from '@maobi/contract';
import type { Engine, EngineEnd, EngineEvent, Prompt } from '@maobi/core';

export interface AnswerRequest {
  readonly prompt: Prompt;
  readonly sampling: Sampling;
  readonly maxTokens: number;
}

export interface TimedAnswer {
  readonly text: string;
  /** From the request to the first text. */
  readonly firstTokenMs: number;
  readonly usage: Usage;
  readonly timings: EngineEnd['timings'];
}

const seed = 7;

/** Lets the engine answer and looks at the clock. Throws what made the answer fail, and the signal's reason when it fires. */
export async function timedAnswer(engine: Engine, request: AnswerRequest, signal: AbortSignal): Promise<TimedAnswer> {
  const startedMs = performance.now();
  let firstTokenMs: number | null = null;
  let text = '';
  for await (const event of engine.generate(requestOf(request), signal)) {
    if (event.type === 'text') {
      firstTokenMs ??= performance.now() - startedMs;
      text += event.text;
    }
    if (event.type !== 'ended') continue;
    signal.throwIfAborted();
    if (event.error) throw event.error;
    return { text, firstTokenMs: firstTokenMs ?? event.timings.readingMs, usage: event.usage, timings: event.timings };
  }
  throw new Error('The engine ended an answer without saying so.');
}

/** Stops an answer at the first event that `isMoment` accepts, and returns how long it took to end from there. */
export async function timedStop(
  engine: Engine,
  request: AnswerRequest,
  isMoment: (event: EngineEvent) => boolean,
  signal: AbortSignal,
): Promise<number> {
  const stop = new AbortController();
  let stoppedMs: number | null = null;
  for await (const event of engine.generate(requestOf(request), AbortSignal.any([signal, stop.signal]))) {
    if (event.type === 'ended' && event.error) throw event.error;
    if (stoppedMs !== null || !isMoment(event)) continue;
    stoppedMs = performance.now();
    stop.abort();
  }
  signal.throwIfAborted();
  return stoppedMs === null ? 0 : performance.now() - stoppedMs;
}

function requestOf({ prompt, sampling, maxTokens }: AnswerRequest) {
  return { prompt, sampling, maxTokens, stop: [], jsonSchema: null, seed };
}
