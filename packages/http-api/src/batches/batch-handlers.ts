import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

type Batches =
  | 'listBatches'
  | 'createBatch'
  | 'getBatch'
  | 'updateBatch'
  | 'changeBatchRows'
  | 'startBatch'
  | 'pauseBatch'
  | 'resumeBatch'
  | 'stopBatch'
  | 'retryBatchRow'
  | 'extendBatchRows'
  | 'binBatch'
  | 'restoreBatch'
  | 'deleteBatch'
  | 'estimateBatch'
  | 'listLikenesses'
  | 'readTable';

export function batchHandlers({ batches }: Studio): HandlersOf<Batches> {
  return {
    listBatches: ({ query: { bin, limit } }) => batches.list({ inBin: bin === 'true', ...(limit === undefined ? {} : { limit }) }),
    createBatch: ({ body }) => batches.create(body),
    getBatch: ({ params }) => batches.get(params.id),
    updateBatch: ({ params, body }) => batches.update(params.id, body),
    changeBatchRows: ({ params, body }) => batches.changeRows(params.id, body),
    startBatch: ({ params, body }) => batches.start(params.id, body),
    pauseBatch: ({ params }) => batches.pause(params.id),
    resumeBatch: ({ params }) => batches.resume(params.id),
    stopBatch: ({ params }) => batches.stop(params.id),
    retryBatchRow: ({ params, body }) => batches.retryRow(params.id, params.rowId, body),
    extendBatchRows: ({ params, body }) => batches.extendRows(params.id, body),
    binBatch: ({ params }) => batches.bin(params.id),
    restoreBatch: ({ params }) => batches.restore(params.id),
    deleteBatch: async ({ params }) => {
      await batches.delete(params.id);
      return {};
    },
    estimateBatch: ({ params }) => batches.estimate(params.id),
    listLikenesses: async ({ params }) => ({ likenesses: await batches.likenesses(params.id) }),
    readTable: ({ body }) => batches.readTable(body),
  };
}
