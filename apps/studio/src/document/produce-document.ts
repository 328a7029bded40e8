import type { DocumentDetail, Id, StudioClient, WritingOptions } from '@maobi/contract';
import { uuidV7 } from '../surroundings/uuid-v7.ts';
import { Stopped } from '../terminal/failures.ts';
import { followJob } from './follow-job.ts';

export interface Production {
  readonly options: WritingOptions;
  readonly stop: AbortSignal;
  /** Called now and then with the tokens of the section at hand. */
  readonly show: (written: number) => void;
}

/**
 * Has a planned document written, or goes on with one, and waits for it. Returns it as it stands when its job has ended or rests.
 * @throws Stopped when `stop` fired; what was written is kept
 */
export async function produceDocument(client: StudioClient, documentId: Id, { options, stop, show }: Production): Promise<DocumentDetail> {
  const { job: standing } = await client.call('getDocument', { params: { id: documentId } });
  const isWaiting = standing?.state === 'paused' || standing?.state === 'open';
  const job = isWaiting
    ? await client.call('resumeJob', { params: { id: standing.id }, body: {} })
    : await client.call('startJob', { params: { id: documentId }, body: { id: uuidV7(), options } });
  for await (const event of followJob(client, { documentId, jobId: job.id, written: [] }, stop)) {
    if (event.type === 'run' && event.event.type === 'text') show(event.event.written);
    if (event.type === 'ended') {
      if (stop.aborted) throw new Stopped('stopped; what was written is kept');
      return event.document;
    }
  }
  throw new Stopped('stopped; what was written is kept');
}
