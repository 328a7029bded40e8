import type { BatchChange } from './apply-changes.ts';

/** In characters: the studio takes 8 MiB in a request, and no character becomes more than 6 bytes on the way. */
const mostInRequest = 1_000_000;
/** An id, the names of the columns, and what stands around them. */
const aroundCells = 200;

type Added = Extract<BatchChange, { type: 'add' }>['rows'][number];

/** The same changes; rows that are added and have no room in one request come as several that have. */
export function withRoom(changes: readonly BatchChange[]): readonly BatchChange[] {
  return changes.flatMap((change): BatchChange[] => {
    if (change.type !== 'add' || sizeOf(change) <= mostInRequest) return [change];
    return groupsOf(change.rows).map((rows) => ({ ...change, rows }));
  });
}

/** The first of these changes, as many as one request has room for; one at least. */
export function firstRequest(changes: readonly BatchChange[]): readonly BatchChange[] {
  let size = 0;
  const end = changes.findIndex((change, index) => (size += sizeOf(change)) > mostInRequest && index > 0);
  return end < 0 ? changes : changes.slice(0, end);
}

/** Each comes before what the first one comes before, one group after the other: so they stand as they stood. */
function groupsOf(rows: readonly Added[]): Added[][] {
  const groups: Added[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    size += sizeOfCells(row.cells);
    if (size > mostInRequest) {
      groups.push([]);
      size = sizeOfCells(row.cells);
    }
    groups.at(-1)?.push(row);
  }
  return groups;
}

function sizeOf(change: BatchChange): number {
  if (change.type === 'add') return change.rows.reduce((sum, { cells }) => sum + sizeOfCells(cells), 0);
  if (change.type === 'remove') return change.rowIds.length * aroundCells;
  return change.type === 'cells' || change.type === 'common' ? sizeOfCells(change.cells) : aroundCells;
}

function sizeOfCells(cells: Added['cells']): number {
  return Object.values(cells).reduce((sum, text) => sum + text.length, aroundCells);
}
