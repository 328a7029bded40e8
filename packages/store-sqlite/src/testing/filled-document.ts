import { type OutlineRow, plainBrief } from '@maobi/contract';
import type { Store } from '@maobi/core';
import { newRun } from './store-calls.ts';

const time = '2026-03-01T08:00:00.000Z';

export const brief = plainBrief({ topic: '未来教育', language: 'zh', words: 800 });

/** Stored as it is, whatever it holds. */
export const jobRequest = { model: null, seed: 1, kind: null, head: { system: '', request: '写一篇', asksWhole: false }, headKey: '' };

export function outlineRow(id: string): OutlineRow {
  return { id, heading: `heading ${id}`, points: ['要点'], target: 120, isLocked: false };
}

/** The document `d1` with sections `s1` …, in each of which a run, `r1` …, has written a version, `v1` …. */
export async function fillDocument(store: Store, sectionCount: number, text = '教育'): Promise<void> {
  const { documents, runs } = store;
  await documents.create({ id: 'd1', title: 'title', brief, now: time });
  const numbers = Array.from({ length: sectionCount }, (_, index) => index + 1);
  await documents.replaceOutline('d1', { revision: 1, rows: numbers.map((number) => outlineRow(`s${number}`)), now: time });
  for (const number of numbers) {
    const place = { sectionId: `s${number}`, source: 'model', text: '', baseId: null } as const;
    await documents.addVersion({ id: `v${number}`, ...place, run: { ...newRun(`r${number}`), action: 'draft' }, now: time });
    await runs.appendChunk(`r${number}`, { seq: 1, text: `${text} ${number}`, written: 1 });
    await runs.end(`r${number}`, { state: 'done', usage: null, timings: null, error: null, now: time });
  }
}
