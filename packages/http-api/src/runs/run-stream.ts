import { idSchema, runEventSchema } from '@maobi/contract';
import type { Log, Studio } from '@maobi/core';
import { z } from 'zod';
import { parseInput } from '../answers/read-request.ts';
import { abortWith, eventStreamAnswer, type ServerSentEvent } from '../streams/event-stream.ts';

const seqSchema = z.string().regex(/^\d{1,15}$/, 'a whole number is expected');

/**
 * `GET /api/runs/:id/stream`: the run's text after `Last-Event-ID` (else `?after=`, else from the start), then live until
 * it has ended. Only text events have an id, so a reconnect goes on without gap or repeat.
 */
export async function runStream(request: Request, input: { id: string; studio: Studio; log: Log }): Promise<Response> {
  const id = parseInput(idSchema, input.id, 'path.id');
  const after = request.headers.get('last-event-id') || new URL(request.url).searchParams.get('after') || '0';
  const afterSeq = Number(parseInput(seqSchema, after, 'last-event-id'));
  await input.studio.runs.get(id); // an unknown run answers 404, not an empty stream
  const abort = abortWith(request);
  return eventStreamAnswer(toServerSent(input.studio, { id, afterSeq, signal: abort.signal }), { abort, log: input.log });
}

async function* toServerSent(studio: Studio, from: { id: string; afterSeq: number; signal: AbortSignal }): AsyncGenerator<ServerSentEvent> {
  for await (const event of studio.runs.stream(from.id, from.afterSeq, from.signal)) {
    const data = JSON.stringify(runEventSchema.parse(event));
    yield event.type === 'text' ? { id: event.seq, data } : { data };
    if (event.type === 'ended') return;
  }
}
