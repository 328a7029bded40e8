import type { BatchDetail } from '@maobi/contract';
import {
  batchRests,
  batchTemplates,
  batchWith,
  createScriptedEngine,
  nextId,
  rowStates,
  type ScriptedEngineOptions,
  studiosOfTests,
  untilBatch,
} from '@maobi/testkit';
import { describe, expect, it } from 'vitest';
import type { Studio } from '../studio.ts';

const openStudio = studiosOfTests();
const templates = batchTemplates();

/** Three rows that are written, of which the writer has cut the first two short. */
async function shortened(engine: ScriptedEngineOptions = {}): Promise<{ studio: Studio; batch: BatchDetail }> {
  const studio = await openStudio({ templates, engine: createScriptedEngine(engine) });
  const { id } = await batchWith(studio, [{ topic: '春天' }, { topic: '夏天' }, { topic: '秋天' }]);
  await studio.batches.start(id, {});
  const { rows } = await untilBatch(studio, id, batchRests);
  for (const { documentId } of rows.slice(0, 2)) {
    const [section] = (await studio.documents.get(documentId ?? '')).sections;
    const baseId = section?.version?.id ?? null;
    await studio.documents.addVersion(section?.id ?? '', { id: nextId(), baseId, source: 'user', text: '河开了。' });
  }
  return { studio, batch: await studio.batches.get(id) };
}

const textOf = async (studio: Studio, { rows }: BatchDetail, index: number) =>
  (await studio.documents.get(rows[index]?.documentId ?? '')).sections[0]?.version?.text ?? '';
const isBusy = (batch: BatchDetail) => rowStates(batch).some((state) => ['waiting', 'reading', 'writing'].includes(state));

describe('rows that came out short', () => {
  it('B21 get one more paragraph each, and what is long enough stays as it is', async () => {
    const { studio, batch } = await shortened();
    expect(rowStates(batch)).toEqual(['short', 'short', 'done']);
    const third = await textOf(studio, batch, 2);
    expect(isBusy(await studio.batches.extendRows(batch.id, {}))).toBe(true);
    const after = await untilBatch(studio, batch.id, (each) => !isBusy(each));
    for (const index of [0, 1]) expect(await textOf(studio, after, index)).toMatch(/^河开了。\n\n./u);
    expect(await textOf(studio, after, 2)).toBe(third);
    expect(after.rows.map(({ documentId }) => documentId)).toEqual(batch.rows.map(({ documentId }) => documentId));
  });

  it('B21 get it alone where only one is named, and a row that is not known is refused', async () => {
    const { studio, batch } = await shortened();
    await expect(studio.batches.extendRows(batch.id, { rowIds: [nextId()] })).rejects.toMatchObject({ code: 'not-found' });
    await studio.batches.extendRows(batch.id, { rowIds: [batch.rows[1]?.id ?? '', batch.rows[2]?.id ?? ''] });
    const after = await untilBatch(studio, batch.id, (each) => !isBusy(each));
    expect([await textOf(studio, after, 0), await textOf(studio, after, 1)]).toEqual([
      '河开了。',
      expect.stringMatching(/^河开了。\n\n./u),
    ]);
  });

  it('B21 wait no more when the batch is stopped, and what was written is kept', async () => {
    const { studio, batch } = await shortened();
    await studio.batches.extendRows(batch.id, {});
    const stopped = await studio.batches.stop(batch.id);
    expect(isBusy(stopped)).toBe(false);
    expect((await studio.jobs.list()).every(({ state }) => state !== 'open' && state !== 'paused')).toBe(true);
    expect(await textOf(studio, stopped, 1)).toMatch(/^河开了。/u);
  });
});
