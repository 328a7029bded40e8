import { setTimeout as delay } from 'node:timers/promises';
import type { BatchDetail, BatchRow, Id, Job, StudioClient } from '@maobi/contract';
import { followRun } from '../terminal/follow-run.ts';

export interface FollowedBatch {
  readonly batchId: Id;
  readonly stop: AbortSignal;
  /** Called for each row in order, as soon as nothing more happens to it. */
  readonly ended: (row: BatchRow, number: number) => Promise<void>;
  /** Called now and then with the tokens that are written for a row. */
  readonly show: (number: number, written: number) => void;
  /** Called once when its turn, or the night run, has to be waited for. */
  readonly waits: (wait: NonNullable<Job['wait']>) => void;
}

const lookAgainMs = 150;
const never = new AbortController().signal;
const atWork: readonly BatchRow['state'][] = ['waiting', 'planning', 'reading', 'writing'];

/** Watches a batch until it rests; the studio decides what is written. A fired `stop` makes it rest, with all text kept. */
export async function followBatch(client: StudioClient, { batchId, stop, ended, show, waits }: FollowedBatch): Promise<BatchDetail> {
  const pausing = pauseWhen(stop, () => client.call('pauseBatch', { params: { id: batchId }, body: {} }));
  let toldWait: Job['wait'] = null;
  try {
    for (let told = 0; ;) {
      await pausing.begun();
      const batch = await client.call('getBatch', { params: { id: batchId } });
      for (let row = batch.rows[told]; row && !atWork.includes(row.state); row = batch.rows[told]) {
        told += 1;
        await ended(row, told);
      }
      if (batch.state !== 'open') return batch;
      const index = batch.rows.findIndex(({ runId }) => runId !== null);
      const runId = batch.rows[index]?.runId;
      const wait = runId ? null : await waitOf(batch, client);
      if (wait !== null && wait !== toldWait) waits(wait);
      toldWait = wait;
      if (runId) await showRun(client, runId, (written) => show(index + 1, written));
      else await delay(lookAgainMs);
    }
  } finally {
    pausing.forget();
  }
}

/** Why nothing is written for it now. A row that is still to be planned has no job that could say so. */
async function waitOf({ rows }: BatchDetail, client: StudioClient): Promise<Job['wait']> {
  const next = rows.find(({ state }) => state === 'waiting');
  if (!next) return null;
  const document =
    next.documentId === null ? null : await client.call('getDocument', { params: { id: next.documentId } }).catch(() => null);
  if (document?.job?.state === 'open') return document.job.wait;
  const { nightRun } = await client.call('getNightRun', {});
  return nightRun !== null && Date.parse(nightRun.startsAt) > Date.now() ? 'night' : null;
}

async function showRun(client: StudioClient, runId: Id, show: (written: number) => void): Promise<void> {
  for await (const event of followRun(client, runId, never)) if (event.type === 'text') show(event.written);
}

function pauseWhen(stop: AbortSignal, pause: () => Promise<unknown>) {
  let pausing: Promise<unknown> = Promise.resolve();
  const begin = (): void => {
    pausing = pause().catch(() => undefined); // it may just have ended
  };
  if (stop.aborted) begin();
  stop.addEventListener('abort', begin, { once: true });
  return { begun: () => pausing, forget: () => stop.removeEventListener('abort', begin) };
}
