import type { Id, RowChange } from '@maobi/contract';
import { maxBatchRows } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { NewBatchRow } from '../ports/batch-store.ts';

/** The rows after these changes, one after the other. Throws `not-found` for an unknown row and `invalid-request` for too many. */
export function changedRows(rows: readonly NewBatchRow[], changes: readonly RowChange[]): NewBatchRow[] {
  const order = rows.map(({ id }) => id);
  const byId = new Map(rows.map(({ id, cells }) => [id, cells] as const));
  for (const change of changes) {
    if (change.type === 'cells') byId.set(change.rowId, { ...known(byId, change.rowId), ...change.cells });
    else if (change.type === 'remove') removeRows(order, byId, change.rowIds);
    else if (change.type === 'move') moveRow(order, byId, change);
    else addRows(order, byId, change);
  }
  if (order.length > maxBatchRows) {
    throw new StudioError('invalid-request', `The batch would have ${order.length} rows; ${maxBatchRows} are possible.`, {
      hint: 'Make another batch of the rest.',
    });
  }
  return order.map((id) => ({ id, cells: withoutEmpty(known(byId, id)) }));
}

type CellsById = Map<Id, NewBatchRow['cells']>;

function known(byId: CellsById, id: Id): NewBatchRow['cells'] {
  const cells = byId.get(id);
  if (!cells) throw new StudioError('not-found', 'The batch has no such row.');
  return cells;
}

function addRows(order: Id[], byId: CellsById, { rows, before }: Extract<RowChange, { type: 'add' }>): void {
  const isTwice = new Set(rows.map(({ id }) => id)).size < rows.length || rows.some(({ id }) => byId.has(id));
  if (isTwice) throw new StudioError('invalid-request', 'A row stands twice in the batch.', { hint: 'Give each row an id of its own.' });
  order.splice(placeOf(order, before), 0, ...rows.map(({ id }) => id));
  for (const { id, cells } of rows) byId.set(id, cells);
}

function removeRows(order: Id[], byId: CellsById, rowIds: readonly Id[]): void {
  const gone = new Set(rowIds);
  for (const id of gone) known(byId, id);
  const kept = order.filter((id) => !gone.has(id));
  order.splice(0, order.length, ...kept);
  for (const id of gone) byId.delete(id);
}

function moveRow(order: Id[], byId: CellsById, { rowId, before }: Extract<RowChange, { type: 'move' }>): void {
  known(byId, rowId);
  if (rowId === before) return;
  order.splice(order.indexOf(rowId), 1);
  order.splice(placeOf(order, before), 0, rowId);
}

function placeOf(order: readonly Id[], before: Id | null): number {
  if (before === null) return order.length;
  const place = order.indexOf(before);
  if (place < 0) throw new StudioError('not-found', 'The batch has no such row.');
  return place;
}

function withoutEmpty(cells: NewBatchRow['cells']): NewBatchRow['cells'] {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}
