import { studioEventSchema } from '@maobi/contract';
import type { Log, Studio } from '@maobi/core';
import { abortWith, eventStreamAnswer, type ServerSentEvent } from '../streams/event-stream.ts';

/** `GET /api/events`: what changes in the studio, until the reader goes away or the studio closes. */
export function studioEvents(
  request: Request,
  { studio, log, closing }: { studio: Studio; log: Log; closing: AbortSignal | undefined },
): Response {
  const abort = abortWith(request);
  const until = closing ? AbortSignal.any([abort.signal, closing]) : abort.signal;
  return eventStreamAnswer(toServerSent(studio, until), { abort, log });
}

async function* toServerSent(studio: Studio, signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
  for await (const event of studio.events(signal)) yield { data: JSON.stringify(studioEventSchema.parse(event)) };
}
