import { studioEventSchema } from '@maobi/contract';
import type { Log, Studio } from '@maobi/core';
import { abortWith, eventStreamAnswer, type ServerSentEvent } from '../streams/event-stream.ts';

/** `GET /api/events`: what changes in the studio, until the reader goes away. */
export function studioEvents(request: Request, studio: Studio, log: Log): Response {
  const abort = abortWith(request);
  return eventStreamAnswer(toServerSent(studio, abort.signal), { abort, log });
}

async function* toServerSent(studio: Studio, signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
  for await (const event of studio.events(signal)) yield { data: JSON.stringify(studioEventSchema.parse(event)) };
}
