import type { BatchDetail, BatchRow, Cells, RowChange } from '@maobi/contract';

/** What counts for all rows; columns that are not named stay as they are. */
export interface CommonChange {
  readonly type: 'common';
  readonly cells: Cells;
}

/** What the batch is called. */
export interface TitleChange {
  readonly type: 'title';
  readonly title: string;
}

/** A change of the batch itself, not of its rows. */
export type OwnChange = CommonChange | TitleChange;
export type BatchChange = RowChange | OwnChange;

export function isOwn(change: BatchChange): change is OwnChange {
  return change.type === 'common' || change.type === 'title';
}

/** What changes are made of. */
type Changed = Pick<BatchDetail, 'title' | 'common'> & { readonly rows: readonly BatchRow[] };

/** A batch as the studio will have it once it has heard of these changes. What it cannot carry out is left out. */
export function withChanges<Batch extends Changed>(batch: Batch, changes: readonly BatchChange[]): Batch {
  // one that is removed and brought back is as it was
  const known = new Map(batch.rows.map((row) => [row.id, row]));
  return changes.reduce((standing, change) => withChange(standing, change, known), batch);
}

function withChange<Batch extends Changed>(batch: Batch, change: BatchChange, known: ReadonlyMap<string, BatchRow> = new Map()): Batch {
  if (change.type === 'title') return { ...batch, title: change.title };
  if (change.type === 'common') return { ...batch, common: filled({ ...batch.common, ...change.cells }) };
  return { ...batch, rows: rowsWith(batch.rows, change, known) };
}

function rowsWith(rows: readonly BatchRow[], change: RowChange, known: ReadonlyMap<string, BatchRow>): readonly BatchRow[] {
  switch (change.type) {
    case 'cells':
      return rows.map((row) => (row.id === change.rowId ? { ...row, cells: filled({ ...row.cells, ...change.cells }) } : row));
    case 'add':
      return inserted(
        rows,
        missingOf(change.rows, new Set(rows.map(({ id }) => id))).map((row) => newRow(row, known.get(row.id))),
        change.before,
      );
    case 'remove': {
      const gone = new Set(change.rowIds);
      return rows.filter(({ id }) => !gone.has(id));
    }
    case 'move': {
      const moved = rows.filter(({ id }) => id === change.rowId);
      return inserted(
        rows.filter(({ id }) => id !== change.rowId),
        moved,
        change.before,
      );
    }
  }
}

function inserted(rows: readonly BatchRow[], added: readonly BatchRow[], before: string | null): readonly BatchRow[] {
  const place = before === null ? rows.length : rows.findIndex(({ id }) => id === before);
  return rows.toSpliced(place < 0 ? rows.length : place, 0, ...added);
}

function missingOf<Row extends Pick<BatchRow, 'id'>>(rows: readonly Row[], standing: ReadonlySet<string>): Row[] {
  return rows.filter(({ id }) => !standing.has(id));
}

function filled(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}

function newRow({ id, cells }: Pick<BatchRow, 'id' | 'cells'>, former?: BatchRow): BatchRow {
  const nothing = {
    documentId: null,
    runId: null,
    state: 'empty',
    count: 0,
    target: null,
    isEdited: false,
    problems: [],
    error: null,
  } as const;
  return { ...nothing, problems: [], ...former, id, cells: filled(cells) };
}

/** What the studio can carry out of some changes. */
export interface Possible {
  /** A change that needs no other shape is the very same object. */
  readonly changes: readonly BatchChange[];
  /** What was written into rows that are gone. */
  readonly lost: readonly BatchChange[];
}

/**
 * These changes, as far as they can be carried out on rows that became other ones meanwhile: what stands there already is not added again, what is gone
 * is not removed again, and a row whose neighbour is gone comes before the next one that is left.
 * @param former the ids of the rows in the order that the writer saw
 */
export function possibleOf(rows: readonly Pick<BatchRow, 'id'>[], changes: readonly BatchChange[], former: readonly string[]): Possible {
  const standing = new Set(rows.map(({ id }) => id));
  const placeOf = (before: string | null): string | null =>
    before === null || standing.has(before) ? before : (former.slice(former.indexOf(before) + 1).find((id) => standing.has(id)) ?? null);
  const lost: BatchChange[] = [];
  const possible = changes.flatMap((change): BatchChange[] => {
    if (isOwn(change)) return [change];
    if (change.type === 'add') {
      const added = missingOf(change.rows, standing);
      const before = placeOf(change.before);
      for (const { id } of added) standing.add(id);
      if (added.length === 0) return [];
      return [added.length === change.rows.length && before === change.before ? change : { ...change, rows: added, before }];
    }
    if (change.type === 'remove') {
      const rowIds = change.rowIds.filter((id) => standing.delete(id));
      if (rowIds.length === 0) return [];
      return [rowIds.length === change.rowIds.length ? change : { ...change, rowIds }];
    }
    if (!standing.has(change.rowId)) {
      if (change.type === 'cells') lost.push(change);
      return [];
    }
    if (change.type === 'cells') return [change];
    const before = placeOf(change.before);
    return [before === change.before ? change : { ...change, before }];
  });
  return { changes: possible, lost };
}

/** What takes these changes back, in the order in which it has to happen. */
export function inverseOf(batch: Changed, changes: readonly BatchChange[]): BatchChange[] {
  let standing = batch;
  return changes
    .flatMap((change) => {
      const back = inverseOfOne(standing, change);
      standing = withChange(standing, change);
      return [back];
    })
    .toReversed()
    .flat();
}

function inverseOfOne({ title, rows, common }: Changed, change: BatchChange): BatchChange[] {
  if (change.type === 'title') return [{ type: 'title', title }];
  if (change.type === 'common') return [{ ...change, cells: formerOf(common, change.cells) }];
  if (change.type === 'add') return [{ type: 'remove', rowIds: change.rows.map(({ id }) => id) }];
  if (change.type === 'cells') {
    const before = rows.find(({ id }) => id === change.rowId)?.cells ?? {};
    return [{ ...change, cells: formerOf(before, change.cells) }];
  }
  if (change.type === 'move') return [{ ...change, before: rowAfter(rows, change.rowId) }];
  // from the last to the first, so that what a row came before is there again
  return rows
    .filter(({ id }) => change.rowIds.includes(id))
    .toReversed()
    .map(({ id, cells }) => ({ type: 'add', rows: [{ id, cells }], before: rowAfter(rows, id) }));
}

/** What stood where these are put. */
function formerOf(standing: Cells, cells: Cells): Cells {
  return Object.fromEntries(Object.keys(cells).map((column) => [column, standing[column] ?? '']));
}

function rowAfter(rows: readonly BatchRow[], id: string): string | null {
  return rows[rows.findIndex((row) => row.id === id) + 1]?.id ?? null;
}
