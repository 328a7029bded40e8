import type { BatchRow, RowChange } from '@maobi/contract';

/** The rows as the studio will have them once it has heard of these changes. What it cannot carry out is left out. */
export function withChanges(rows: readonly BatchRow[], changes: readonly RowChange[]): readonly BatchRow[] {
  return changes.reduce(withChange, rows);
}

function withChange(rows: readonly BatchRow[], change: RowChange): readonly BatchRow[] {
  switch (change.type) {
    case 'cells':
      return rows.map((row) => (row.id === change.rowId ? { ...row, cells: filled({ ...row.cells, ...change.cells }) } : row));
    case 'add':
      return inserted(rows, change.rows.map(newRow), change.before);
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

function filled(cells: BatchRow['cells']): BatchRow['cells'] {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}

function newRow({ id, cells }: Pick<BatchRow, 'id' | 'cells'>): BatchRow {
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
  return { id, cells: filled(cells), ...nothing, problems: [] };
}

/** What takes these changes back, in the order in which it has to happen. */
export function inverseOf(rows: readonly BatchRow[], changes: readonly RowChange[]): RowChange[] {
  let standing = rows;
  return changes
    .flatMap((change) => {
      const back = inverseOfOne(standing, change);
      standing = withChange(standing, change);
      return [back];
    })
    .toReversed()
    .flat();
}

function inverseOfOne(rows: readonly BatchRow[], change: RowChange): RowChange[] {
  if (change.type === 'add') return [{ type: 'remove', rowIds: change.rows.map(({ id }) => id) }];
  if (change.type === 'cells') {
    const before = rows.find(({ id }) => id === change.rowId)?.cells ?? {};
    return [{ ...change, cells: Object.fromEntries(Object.keys(change.cells).map((column) => [column, before[column] ?? ''])) }];
  }
  if (change.type === 'move') return [{ ...change, before: rowAfter(rows, change.rowId) }];
  // from the last to the first, so that what a row came before is there again
  return rows
    .filter(({ id }) => change.rowIds.includes(id))
    .toReversed()
    .map(({ id, cells }) => ({ type: 'add', rows: [{ id, cells }], before: rowAfter(rows, id) }));
}

function rowAfter(rows: readonly BatchRow[], id: string): string | null {
  return rows[rows.findIndex((row) => row.id === id) + 1]?.id ?? null;
}
