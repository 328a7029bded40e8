import type { BatchRow, Cells } from '@maobi/contract';
import type { Language } from '../../language/language.ts';
import { shownCell, type BatchColumn } from '../batch-columns.ts';
import type { BatchChange } from '../rows/apply-changes.ts';

export interface RowOrder {
  readonly column: BatchColumn;
  readonly isDescending: boolean;
  /** What counts where a cell is empty. */
  readonly common: Cells;
  /** Chinese is in the order of its sounds. */
  readonly language: Language;
}

/**
 * What brings rows into the order of what a column shows, numbers by their size. Rows that show the same stay as they stood one to the other, and
 * those that show nothing come last, whichever the order.
 */
export function sortChanges(rows: readonly BatchRow[], { column, isDescending, common, language }: RowOrder): BatchChange[] {
  const { compare } = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en', { numeric: true });
  const shownIn = (cells: Cells) => comparable(shownCell(cells[column.name] || common[column.name] || '', column));
  // one in which nothing stands yet says nothing, whatever counts for all
  const texts = new Map(rows.map(({ id, cells }) => [id, Object.keys(cells).length === 0 ? '' : shownIn(cells)]));
  const textOf = ({ id }: BatchRow) => texts.get(id) ?? '';
  const filled = rows
    .filter((row) => textOf(row) !== '')
    .toSorted((one, other) => (isDescending ? -1 : 1) * compare(textOf(one), textOf(other)));
  const sorted = [...filled, ...rows.filter((row) => textOf(row) === '')].map(({ id }) => id);
  return movesTo(
    sorted,
    rows.map(({ id }) => id),
  );
}

/** As spreadsheets show numbers: `１，２００` is 1200. */
function comparable(text: string): string {
  return text.normalize('NFKC').replaceAll(/(?<=\d),(?=\d{3})/gu, '');
}

/** From the last row to the first, each before the one behind it, unless it stands there. */
function movesTo(wanted: readonly string[], standing: readonly string[]): BatchChange[] {
  const order = [...standing];
  const moves: BatchChange[] = [];
  for (let index = wanted.length - 1, before: string | null = null; index >= 0; index -= 1) {
    const rowId: string = wanted[index] ?? '';
    // all behind this place stand as wanted
    if (order[index] !== rowId) {
      order.splice(order.lastIndexOf(rowId, index), 1);
      order.splice(index, 0, rowId);
      moves.push({ type: 'move', rowId, before });
    }
    before = rowId;
  }
  return moves;
}
