import type { BatchRow } from '@maobi/contract';
import i18next from 'i18next';
import { afterEach, expect, it, vi } from 'vitest';
import '../language/language.ts';
import { sampleBatch, sampleEdits, sampleRow } from '../testing/batch-samples.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { useToasts } from '../toasts/toasts.ts';
import { importTable } from './import-table.ts';
import type { BatchChange } from './rows/apply-changes.ts';

/** Imports a table of three rows into a batch with these. */
async function imported(
  rows: BatchRow[],
  file = new File(['x'], 'rows.csv'),
): Promise<{ changes: BatchChange[]; told: string[]; asked: number }> {
  await i18next.changeLanguage('en');
  useToasts.setState({ toasts: [] });
  const table = ['春天', '夏天', '秋天'].map((topic) => ({ topic }));
  const studio = new FakeStudio({ readTable: () => ({ columns: [], rows: table, problems: [] }) });
  const changes: BatchChange[] = [];
  const edits = sampleEdits(sampleBatch(1, { rows }), (made) => void changes.push(...made));
  await importTable(file, edits, i18next.t);
  return { changes, told: useToasts.getState().toasts.map(({ text }) => text), asked: studio.calls.length };
}

const rowsOf = (count: number, cells: BatchRow['cells']) => Array.from({ length: count }, (_, index) => sampleRow(`row ${index}`, cells));

afterEach(() => vi.unstubAllGlobals());

it('B2 says how many rows were taken, and that the rest was not', async () => {
  const { changes, told } = await imported(rowsOf(999, { topic: '冬天' }));
  expect(changes).toMatchObject([{ type: 'add', rows: [{ cells: { topic: '春天' } }] }]);
  expect(told.toSorted()).toEqual(['1 row was imported.', 'A batch has 1000 rows at most; the rest was not added.'].toSorted());
});

it('B2 takes the place of rows in which nothing stands, without a word of too many', async () => {
  const { changes, told } = await imported(rowsOf(1000, {}));
  expect(changes.map(({ type }) => type)).toEqual(['remove', 'add']);
  expect(told).toEqual(['3 rows were imported.']);
});

it('B66 refuses a file that no request has room for, with the reason, before it is sent', async () => {
  const { changes, told, asked } = await imported([], new File(['x'.repeat(6_000_001)], 'rows.csv'));
  expect([changes, asked]).toEqual([[], 0]);
  expect(told).toEqual(['“rows.csv” is larger than 6 MB and was not imported. Split it into several files and import these.']);
});
