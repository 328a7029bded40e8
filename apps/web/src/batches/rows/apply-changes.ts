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
  return stepsOf(changes).reduce((standing, step) => withStep(standing, step, known), batch);
}

type CellsChange = Extract<RowChange, { type: 'cells' }>;
type OtherChange = Exclude<BatchChange, CellsChange>;
/** A change, or what is written into the cells of some rows, by their ids: there may be a change for each of a thousand rows. */
type Step = OtherChange | ReadonlyMap<string, Cells>;

function stepsOf(changes: readonly BatchChange[]): Step[] {
  const steps: Step[] = [];
  let written = new Map<string, Cells>();
  for (const change of changes) {
    if (change.type !== 'cells') {
      steps.push(change);
    } else {
      if (steps.at(-1) !== written) {
        written = new Map();
        steps.push(written);
      }
      written.set(change.rowId, { ...written.get(change.rowId), ...change.cells });
    }
  }
  return steps;
}

function isWriting(step: Step): step is ReadonlyMap<string, Cells> {
  return step instanceof Map;
}

function withStep<Batch extends Changed>(batch: Batch, step: Step, known: ReadonlyMap<string, BatchRow> = new Map()): Batch {
  if (isWriting(step)) return { ...batch, rows: batch.rows.map((row) => withCells(row, step.get(row.id))) };
  if (step.type === 'title') return { ...batch, title: step.title };
  if (step.type === 'common') return { ...batch, common: filled({ ...batch.common, ...step.cells }) };
  return { ...batch, rows: rowsWith(batch.rows, step, known) };
}

/** What was wrong with a cell is not known to be so any more. */
function withCells(row: BatchRow, cells: Cells | undefined): BatchRow {
  if (!cells) return row;
  const problems = row.problems.filter(({ column }) => !Object.hasOwn(cells, column));
  return { ...row, cells: filled({ ...row.cells, ...cells }), problems };
}

function rowsWith(
  rows: readonly BatchRow[],
  change: Exclude<RowChange, CellsChange>,
  known: ReadonlyMap<string, BatchRow>,
): readonly BatchRow[] {
  switch (change.type) {
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
      const place = rows.findIndex(({ id }) => id === change.rowId);
      const row = rows[place];
      return row ? inserted(rows.toSpliced(place, 1), [row], change.before) : rows;
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
    language: null,
    isEdited: false,
    problems: [],
    error: null,
  } as const;
  return { ...nothing, problems: [], ...former, id, cells: filled(cells) };
}

/** What a table without rows begins with: there as soon as something is written into it. */
export const rowToCome: BatchRow = newRow({ id: '', cells: {} });

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
    if (change.type === 'add') return possibleAdds(change, standing, placeOf);
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

type AddChange = Extract<RowChange, { type: 'add' }>;

/** Rows that are missing come before the next of these that is not, the last ones first; they are standing from then on. */
function possibleAdds(change: AddChange, standing: Set<string>, placeOf: (before: string | null) => string | null): AddChange[] {
  const adds: AddChange[] = [];
  let before = placeOf(change.before);
  let end = change.rows.length;
  for (let index = end - 1; index >= -1; index -= 1) {
    const id = change.rows[index]?.id;
    if (id !== undefined && !standing.has(id)) continue;
    const rows = change.rows.slice(index + 1, end);
    const isWhole = rows.length === change.rows.length && before === change.before;
    if (rows.length > 0) adds.push(isWhole ? change : { ...change, rows, before });
    [before, end] = [id ?? null, index];
  }
  for (const { id } of change.rows) standing.add(id);
  return adds;
}

/** What takes these changes back, in the order in which it has to happen. */
export function inverseOf(batch: Changed, changes: readonly BatchChange[]): BatchChange[] {
  let standing = batch;
  return stepsOf(changes)
    .map((step) => {
      const back = isWriting(step) ? inverseOfWriting(standing, step) : inverseOfOne(standing, step);
      standing = withStep(standing, step);
      return back;
    })
    .toReversed()
    .flat();
}

function inverseOfWriting({ rows }: Changed, written: ReadonlyMap<string, Cells>): BatchChange[] {
  const before = new Map(rows.map(({ id, cells }) => [id, cells]));
  return [...written].map(([rowId, cells]) => ({ type: 'cells', rowId, cells: formerOf(before.get(rowId) ?? {}, cells) }));
}

function inverseOfOne({ title, rows, common }: Changed, change: OtherChange): BatchChange[] {
  if (change.type === 'title') return [{ type: 'title', title }];
  if (change.type === 'common') return [{ ...change, cells: formerOf(common, change.cells) }];
  if (change.type === 'add') return [{ type: 'remove', rowIds: change.rows.map(({ id }) => id) }];
  if (change.type === 'move') return [{ ...change, before: rowAfter(rows, change.rowId) }];
  return inverseOfRemoving(rows, new Set(change.rowIds));
}

/** Rows that stood one after the other come back together, the last ones first, so that what they came before is there again. */
function inverseOfRemoving(rows: readonly BatchRow[], gone: ReadonlySet<string>): BatchChange[] {
  const groups: { rows: Pick<BatchRow, 'id' | 'cells'>[]; before: string | null }[] = [];
  for (const [index, { id, cells }] of rows.entries()) {
    if (!gone.has(id)) continue;
    const before = rows[index + 1]?.id ?? null;
    const last = groups.at(-1);
    if (last?.before === id) {
      last.rows.push({ id, cells });
      last.before = before;
    } else groups.push({ rows: [{ id, cells }], before });
  }
  return groups.toReversed().map((group) => ({ type: 'add', ...group }));
}

/** What stood where these are put. */
function formerOf(standing: Cells, cells: Cells): Cells {
  return Object.fromEntries(Object.keys(cells).map((column) => [column, standing[column] ?? '']));
}

function rowAfter(rows: readonly BatchRow[], id: string): string | null {
  return rows[rows.findIndex((row) => row.id === id) + 1]?.id ?? null;
}
