import type { DocumentDetail, Job, StudioClient } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import { followJob } from './follow-job.ts';

const written = { id: 'written', state: 'done', kind: 'write', wait: null } as Job;
const polishing = { id: 'polishing', state: 'open', kind: 'polish', wait: null } as Job;

function clientWith(document: Partial<DocumentDetail>, jobs: readonly Job[]): StudioClient {
  const answers: Record<string, unknown> = { getDocument: { sections: [], ...document }, listJobs: { jobs } };
  return { call: (name: string) => Promise.resolve(answers[name]) } as unknown as StudioClient;
}

describe('a job that is followed', () => {
  const follow = (client: StudioClient) =>
    followJob(client, { documentId: 'document', jobId: 'written', written: [] }, new AbortController().signal);

  it('has ended even when another job of the document has begun already', async () => {
    const events = follow(clientWith({ job: polishing }, [polishing, written]));
    expect((await events.next()).value).toMatchObject({ type: 'ended', job: { id: 'written', state: 'done' } });
  });

  it('that nobody knows any more is told', async () => {
    await expect(follow(clientWith({ job: polishing }, [polishing])).next()).rejects.toMatchObject({ code: 'not-found' });
  });
});
