import { StudioError, type CompletionEvent, type CompletionRequest, type Log, type Studio } from '@maobi/core';
import { jsonAnswer, openaiErrorBody } from '../answers/error-answer.ts';
import { byteStream } from '../streams/byte-stream.ts';
import { abortWith, eventStreamAnswer, type ServerSentEvent } from '../streams/event-stream.ts';
import type { AnswerShape, CompletionEnd } from './answer-shape.ts';
import { headStart, within } from './head-start.ts';

/** A request to `/v1`, understood. */
export interface OpenaiCall {
  readonly request: CompletionRequest;
  readonly isStreamed: boolean;
  readonly includeUsage: boolean;
  readonly shape: () => AnswerShape;
}

/** How long an answer may wait for its first sign of life before its headers are sent; long waits need keep-alives. */
export interface Patience {
  /** Of a stream. An error within it has an HTTP status of its own, a later one is sent as the last event. */
  readonly streamMs: number;
  /** Of a whole answer: Node's own fetch gives up on headers after five minutes, and a CPU may write longer. */
  readonly wholeMs: number;
}

export const patience: Patience = { streamMs: 3_000, wholeMs: 60_000 };

/** Runs the generation and answers as OpenAI does; a client that goes away stops it. */
export async function openaiAnswer(
  call: OpenaiCall,
  surroundings: { request: Request; studio: Studio; log: Log; patience: Patience },
): Promise<Response> {
  const { request, studio, log } = surroundings;
  const abort = abortWith(request);
  const events = studio.runs.complete(call.request, abort.signal);
  if (call.isStreamed) {
    const begun = await headStart(events, { timeoutMs: surroundings.patience.streamMs, signal: abort.signal });
    return eventStreamAnswer(chunks(begun, call, log), { abort, log });
  }
  const whole = collect(events, call.shape());
  const soon = await within(whole, surroundings.patience.wholeMs);
  if (soon) return jsonAnswer(soon.value);
  const body = byteStream(lateJson(whole), {
    abort,
    keepAlive: '\n', // white space before JSON is no part of it
    onError: (caught) => log.warn({ cause: String(caught) }, 'An answer failed after its headers were sent.'),
  });
  return new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } });
}

async function* lateJson(whole: Promise<object>): AsyncGenerator<string> {
  yield '\n';
  yield JSON.stringify(await whole);
}

async function collect(events: AsyncIterable<CompletionEvent>, shape: AnswerShape): Promise<object> {
  const pieces: string[] = [];
  let model = '';
  for await (const event of events) {
    if (event.type === 'started') model = event.model;
    else if (event.type === 'text') pieces.push(event.text);
    else return shape.whole(model, pieces.join(''), event);
  }
  throw neverEnded();
}

async function* chunks(events: AsyncIterable<CompletionEvent>, call: OpenaiCall, log: Log): AsyncGenerator<ServerSentEvent> {
  try {
    yield* successfulChunks(events, call);
  } catch (caught) {
    const error = StudioError.from(caught);
    log.warn({ code: error.code, cause: String(error.cause ?? '') }, 'A streamed answer ended with an error.');
    yield { data: JSON.stringify(openaiErrorBody(error)) };
  }
}

async function* successfulChunks(events: AsyncIterable<CompletionEvent>, call: OpenaiCall): AsyncGenerator<ServerSentEvent> {
  const shape = call.shape();
  let model = '';
  const toEvent = (chunk: object): ServerSentEvent => ({
    data: JSON.stringify(call.includeUsage && !('usage' in chunk) ? { ...chunk, usage: null } : chunk),
  });
  for await (const event of events) {
    if (event.type === 'started') {
      model = event.model;
      const opening = shape.opening(model);
      if (opening) yield toEvent(opening);
    } else if (event.type === 'text') {
      yield toEvent(shape.piece(model, event.text));
    } else {
      for (const chunk of endChunks(shape, { model, end: event, includeUsage: call.includeUsage })) yield toEvent(chunk);
      yield { data: '[DONE]' };
      return;
    }
  }
  throw neverEnded();
}

function endChunks(shape: AnswerShape, last: { model: string; end: CompletionEnd; includeUsage: boolean }): object[] {
  const closing = shape.closing(last.model, last.end);
  return last.includeUsage ? [closing, shape.usage(last.model, last.end)] : [closing];
}

function neverEnded(): StudioError {
  return new StudioError('engine-failed', 'The engine ended without an answer.');
}
