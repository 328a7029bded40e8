import { setTimeout as delay } from 'node:timers/promises';
import { ClientError, type Id, type RunEvent, type StudioClient } from '@maobi/contract';
import { StudioError } from '@maobi/core';

const reconnectTries = 8;
const reconnectMs = 400;

/**
 * The events of a run until it has ended, across lost connections. A fired `stop` stops the run: its end then comes as
 * the last event like any other. Throws `engine-unavailable` when the studio does not come back.
 */
export async function* followRun(client: StudioClient, runId: Id, stop: AbortSignal): AsyncGenerator<RunEvent> {
  const stopRun = () => void client.call('stopRun', { params: { id: runId }, body: {} }).catch(() => undefined);
  if (stop.aborted) stopRun();
  stop.addEventListener('abort', stopRun, { once: true });
  try {
    yield* eventsOf(client, runId);
  } finally {
    stop.removeEventListener('abort', stopRun);
  }
}

async function* eventsOf(client: StudioClient, runId: Id): AsyncGenerator<RunEvent> {
  let afterSeq = 0;
  for (let failures = 0; failures < reconnectTries; failures += 1) {
    if (failures > 0) await delay(reconnectMs);
    try {
      for await (const event of client.streamRun(runId, { afterSeq })) {
        failures = 0;
        if (event.type === 'text') afterSeq = event.seq;
        yield event;
        if (event.type === 'ended') return;
      }
    } catch (caught) {
      // a refusal is an answer; only a connection that was lost is worth another try
      if (caught instanceof ClientError && caught.status !== 0) throw caught;
    }
  }
  throw new StudioError('engine-unavailable', 'The studio has ended while it wrote; what it wrote is kept.', {
    hint: 'Start it with "maobi": the answer can be continued there.',
  });
}
