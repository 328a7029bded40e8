import { type BatchDetail, type Cells, ClientError, type Id, type RowChange, type StudioClient } from '@maobi/contract';
import { uuidV7 } from '../surroundings/uuid-v7.ts';

/** The rows of a table as a batch of the studio: the one that they were written from before, made to say the same, else a new one. */
export async function batchOfTable(
  client: StudioClient,
  { template, rows, earlier }: { readonly template: string; readonly rows: readonly Cells[]; readonly earlier: Id | null },
): Promise<BatchDetail> {
  const standing = earlier === null ? null : await standingBatch(client, earlier);
  if (!standing) return client.call('createBatch', { body: { id: uuidV7(), template, rows: rows.map(newRow) } });
  const changes = changesTo(standing, rows);
  if (changes.length === 0) return standing;
  return client.call('changeBatchRows', { params: { id: standing.id }, body: { revision: standing.revision, changes } });
}

/** `null`: it was deleted, or lies in the bin. */
async function standingBatch(client: StudioClient, id: Id): Promise<BatchDetail | null> {
  try {
    const batch = await client.call('getBatch', { params: { id } });
    return batch.binnedAt === null ? batch : null;
  } catch (caught) {
    if (caught instanceof ClientError && caught.status === 404) return null;
    throw caught;
  }
}

function changesTo({ rows: standing }: BatchDetail, rows: readonly Cells[]): RowChange[] {
  const edited = standing.slice(0, rows.length).flatMap(({ id, cells }, index): RowChange[] => {
    const wanted = rows[index] ?? {};
    const changed = Object.keys({ ...cells, ...wanted }).filter((column) => cells[column] !== wanted[column]);
    const values = Object.fromEntries(changed.map((column) => [column, wanted[column] ?? '']));
    return changed.length === 0 ? [] : [{ type: 'cells', rowId: id, cells: values }];
  });
  const gone = standing.slice(rows.length).map(({ id }) => id);
  const added = rows.slice(standing.length).map(newRow);
  return [
    ...edited,
    ...(gone.length > 0 ? [{ type: 'remove', rowIds: gone } as const] : []),
    ...(added.length > 0 ? [{ type: 'add', rows: added, before: null } as const] : []),
  ];
}

function newRow(cells: Cells): { id: Id; cells: Cells } {
  return { id: uuidV7(), cells };
}
