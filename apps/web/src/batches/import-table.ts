import { maxBatchRows, maxTableBytes, type BatchDetail, type RowChange, type Table } from '@maobi/contract';
import type { TFunction } from 'i18next';
import { client } from '../studio/client.ts';
import { newId } from '../studio/new-id.ts';
import { showToast } from '../toasts/toasts.ts';
import type { BatchEdits } from './rows/use-batch-edits.ts';

/** Adds the rows of a file to a batch, and says what could not be taken over. Throws what the studio says of a file that is no table. */
export async function importTable(file: File, edits: BatchEdits, t: TFunction): Promise<void> {
  const { batch } = edits;
  if (file.size > maxTableBytes) {
    showToast({ text: t('batch.fileTooLarge', { name: file.name, most: maxTableBytes / 1_000_000 }), isFailure: true });
    return;
  }
  const table = await client.call('readTable', { body: { name: file.name, bytes: await base64Of(file), template: batch.template } });
  const fatal = table.problems.find(({ code }) => code !== 'unknown-column' && code !== 'too-many-rows');
  if (fatal) {
    showToast({ text: t(`batch.table.${fatal.code}`, { names: shortList(fatal.names), most: maxBatchRows }), isFailure: true });
    return;
  }
  const { changes, count } = importChanges(batch, table);
  edits.change(changes);
  const unknown = table.problems.find(({ code }) => code === 'unknown-column');
  const hint = unknown ? { hint: t('batch.unknownColumns', { names: unknown.names.join(', ') }) } : {};
  showToast({ text: t('batch.imported', { count }), ...hint });
  if (table.rows.length > count) showToast({ text: t('batch.tooManyRows', { most: maxBatchRows }), isFailure: true });
}

const listedMost = 5;

function shortList(names: readonly string[]): string {
  return names.slice(0, listedMost).join(', ') + (names.length > listedMost ? ' …' : '');
}

/** Rows without anything make room. */
function importChanges({ rows }: Pick<BatchDetail, 'rows'>, table: Table): { changes: RowChange[]; count: number } {
  const empty = rows.filter(({ cells, documentId }) => Object.keys(cells).length === 0 && documentId === null).map(({ id }) => id);
  const room = maxBatchRows - (rows.length - empty.length);
  const added = table.rows.slice(0, room).map((cells) => ({ id: newId(), cells }));
  const changes: RowChange[] = [
    ...(empty.length > 0 ? [{ type: 'remove', rowIds: empty } as const] : []),
    ...(added.length > 0 ? [{ type: 'add', rows: added, before: null } as const] : []),
  ];
  return { changes, count: added.length };
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });
}
