import { z } from 'zod';
import {
  batchCostSchema,
  batchDetailSchema,
  batchSummarySchema,
  changeRowsSchema,
  createBatchSchema,
  extendRowsSchema,
  likenessSchema,
  readTableSchema,
  startBatchSchema,
  tableSchema,
  updateBatchSchema,
} from './batches.ts';
import { writingOptionsSchema } from './documents.ts';
import { nothing, pathId, type Endpoint } from './endpoint.ts';
import { idSchema } from './runs.ts';

const onBatch = { params: pathId, query: nothing } as const;
const answersDetail = { ...onBatch, response: batchDetailSchema } as const;

/** The rows of the endpoint table that are about batches. */
export const batchEndpoints = {
  listBatches: {
    method: 'GET',
    path: '/api/batches',
    params: nothing,
    query: z.object({ bin: z.enum(['true']).optional(), limit: z.coerce.number().int().min(1).max(500).optional() }),
    body: null,
    response: z.object({ batches: z.array(batchSummarySchema), total: z.int() }),
  },
  createBatch: {
    method: 'POST',
    path: '/api/batches',
    params: nothing,
    query: nothing,
    body: createBatchSchema,
    response: batchDetailSchema,
  },
  getBatch: { method: 'GET', path: '/api/batches/:id', body: null, ...answersDetail },
  /** Title, template and common values; `conflict` when another page changed it. */
  updateBatch: { method: 'PATCH', path: '/api/batches/:id', body: updateBatchSchema, ...answersDetail },
  /** Cells, added, removed and moved rows, all at once or not at all; `conflict` when another page changed it. */
  changeBatchRows: { method: 'PATCH', path: '/api/batches/:id/rows', body: changeRowsSchema, ...answersDetail },
  /** Has rows written in their order, several side by side where that pays. What cannot be right is left out. */
  startBatch: { method: 'POST', path: '/api/batches/:id/start', body: startBatchSchema, ...answersDetail },
  /** What is being written stops and is kept; `resumeBatch` goes on there. */
  pauseBatch: { method: 'POST', path: '/api/batches/:id/pause', body: nothing, ...answersDetail },
  resumeBatch: { method: 'POST', path: '/api/batches/:id/resume', body: nothing, ...answersDetail },
  /** As pausing, and nothing waits any more. */
  stopBatch: { method: 'POST', path: '/api/batches/:id/stop', body: nothing, ...answersDetail },
  /** Writes a row anew; one that broke off is gone on with. An earlier text stays a document. */
  retryBatchRow: {
    method: 'POST',
    path: '/api/batches/:id/rows/:rowId/retry',
    params: z.object({ id: idSchema, rowId: idSchema }),
    query: nothing,
    body: z.object({ options: writingOptionsSchema.optional() }),
    response: batchDetailSchema,
  },
  /** Adds a paragraph to every section that came out short, of these rows; each is a job of its document. Rows that are not short are left alone. */
  extendBatchRows: { method: 'POST', path: '/api/batches/:id/extend', body: extendRowsSchema, ...answersDetail },
  /** It rests there; its documents stay where they are. */
  binBatch: { method: 'POST', path: '/api/batches/:id/bin', body: nothing, ...answersDetail },
  restoreBatch: { method: 'POST', path: '/api/batches/:id/restore', body: nothing, ...answersDetail },
  /** Only what lies in the bin can be deleted for good. Documents stay. */
  deleteBatch: { method: 'DELETE', path: '/api/batches/:id', body: null, ...onBatch, response: nothing },
  /** What the missing rows will cost. */
  estimateBatch: { method: 'GET', path: '/api/batches/:id/cost', body: null, ...onBatch, response: batchCostSchema },
  /** Rows that say nearly the same as an earlier one. */
  listLikenesses: {
    method: 'GET',
    path: '/api/batches/:id/likenesses',
    body: null,
    ...onBatch,
    response: z.object({ likenesses: z.array(likenessSchema) }),
  },
  /** Takes a table apart: which columns it has, and what is wrong with it. Nothing is kept. */
  readTable: { method: 'POST', path: '/api/tables', params: nothing, query: nothing, body: readTableSchema, response: tableSchema },
} as const satisfies Record<string, Endpoint>;
