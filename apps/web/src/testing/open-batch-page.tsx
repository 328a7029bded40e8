import type { BatchDetail, BatchRow, ErrorBody } from '@maobi/contract';
import { screen } from '@testing-library/react';
import { BatchPage } from '../batches/batch-page.tsx';
import { sampleBatch, sampleTemplate } from './batch-samples.ts';
import { FakeStudio, renderStudio } from './fake-studio.tsx';

type Answers = ConstructorParameters<typeof FakeStudio>[0];

/** The page of a batch named Chairs, whose studio keeps what is saved. */
export async function openBatchPage(rows: BatchRow[], answers: Answers = {}, fields: Partial<BatchDetail> = {}) {
  let batch: BatchDetail = sampleBatch(1, { title: 'Chairs', state: 'open', rows, ...fields });
  const kept = (result: BatchDetail | ErrorBody) => {
    if ('rows' in result) batch = result;
    return result;
  };
  const { updateBatch, changeBatchRows, ...others } = answers;
  const studio = new FakeStudio({
    getBatch: () => batch,
    ...(updateBatch ? { updateBatch: async (call) => kept(await updateBatch(call)) } : {}),
    ...(changeBatchRows ? { changeBatchRows: async (call) => kept(await changeBatchRows(call)) } : {}),
    listTemplates: () => ({ templates: [sampleTemplate], problems: [] }),
    listQueue: () => [],
    listLikenesses: () => ({ likenesses: [] }),
    ...others,
  });
  const rendered = await renderStudio(<BatchPage batchId={batch.id} />);
  await screen.findByRole('heading', { name: /Chairs/ });
  return { studio, ...rendered };
}
