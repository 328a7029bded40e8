import type { Id } from '@maobi/contract';
import { type NewBatchRow, type RowsChange, StudioError } from '@maobi/core';
import type { Queries } from '../database/connection.ts';

/** Makes these rows, in this order, the batch; touches only those that are another now. */
export async function replaceRows(queries: Queries, batchId: Id, { rows, now }: Pick<RowsChange, 'rows' | 'now'>): Promise<void> {
  await refuseForeign(queries, batchId, rows);
  const standing = await queries
    .selectFrom('batch_row')
    .select(['id', 'position', 'cells', 'removed_at'])
    .where('batch_id', '=', batchId)
    .orderBy('position')
    .execute();
  const ids = new Set(rows.map(({ id }) => id));
  const gone = standing.filter((row) => row.removed_at === null && !ids.has(row.id)).map(({ id }) => id);
  if (gone.length > 0) await queries.updateTable('batch_row').set({ removed_at: now }).where('id', 'in', gone).execute();
  const known = new Map(standing.map((row) => [row.id, row]));
  for (const [position, { id, cells }] of rows.entries()) {
    const text = JSON.stringify(cells);
    const row = known.get(id);
    if (row?.position === position && row.cells === text && row.removed_at === null) continue;
    if (row) await queries.updateTable('batch_row').set({ position, cells: text, removed_at: null }).where('id', '=', id).execute();
    else await queries.insertInto('batch_row').values({ id, batch_id: batchId, position, cells: text, is_wanted: 0 }).execute();
  }
}

async function refuseForeign(queries: Queries, batchId: Id, rows: readonly NewBatchRow[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new StudioError('invalid-request', 'Each row needs its own id.');
  if (ids.length === 0) return;
  const foreign = await queries
    .selectFrom('batch_row')
    .select('id')
    .where('id', 'in', ids)
    .where('batch_id', '<>', batchId)
    .executeTakeFirst();
  if (foreign) throw new StudioError('conflict', 'A row with this id belongs to another batch.');
}
