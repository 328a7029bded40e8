import { setTimeout as delay } from 'node:timers/promises';
import { plainBrief, type DocumentDetail, type StudioClient } from '@maobi/contract';
import { uuidV7 } from '../apps/studio/src/surroundings/uuid-v7.ts';

const lookEveryMs = 250;

/** What is to be written in each section of a document. */
export interface PlannedSection {
  readonly heading: string;
  readonly points: readonly string[];
  /** In 字. */
  readonly target: number;
}

/** A document that a job of the studio has written from this outline: what its page does when "Write" is pressed. */
export async function writtenDocument(client: StudioClient, topic: string, plan: readonly PlannedSection[]): Promise<DocumentDetail> {
  const id = uuidV7();
  const words = plan.reduce((sum, { target }) => sum + target, 0);
  const { revision } = await client.call('createDocument', { body: { id, brief: plainBrief({ topic, language: 'zh', words }) } });
  const sections = plan.map(({ heading, points, target }) => ({ id: uuidV7(), heading, points: [...points], target, isLocked: false }));
  await client.call('replaceOutline', { params: { id }, body: { revision, sections } });
  await client.call('startJob', { params: { id }, body: { id: uuidV7() } });
  for (;;) {
    const detail = await client.call('getDocument', { params: { id } });
    if (detail.job?.state !== 'open') return detail;
    await delay(lookEveryMs);
  }
}
