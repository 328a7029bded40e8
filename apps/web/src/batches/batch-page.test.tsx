import type { BatchDetail, BatchRow, EndpointBody } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleBatchSummary, sampleRow } from '../testing/batch-samples.ts';
import { sampleDocument, sampleRun, sampleSection, sampleVersion } from '../testing/document-samples.ts';
import { openBatchPage } from '../testing/open-batch-page.tsx';
import { keys } from '../studio/keys.ts';
import { sampleEntry, sampleId } from '../testing/samples.ts';
import { takeToastAction, useToasts } from '../toasts/toasts.ts';
import { withChanges } from './rows/apply-changes.ts';

/** Rows are cards there, which a window without a size draws too. */
beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => {}, removeEventListener: () => {} })));
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const usage = { promptTokens: 0, cachedTokens: 0 };

it('shows as a line to come how far a table without rows is, and says that it has none', async () => {
  await openBatchPage([]);
  expect(screen.getByRole('progressbar', { name: 'No rows yet' }).children).toHaveLength(1);
  expect(screen.getByRole('status').textContent).toBe('No rows yet');
});

describe('rows that are written side by side', () => {
  const numbers = [1, 2, 3];
  const rows = numbers.map((number) =>
    sampleRow(
      sampleId(100 + number),
      { topic: `Chair ${number}` },
      { state: 'writing', documentId: sampleId(number), runId: sampleRun(number).id },
    ),
  );
  const remaining = { waitingMs: 0, readingMs: 0, remainingMs: 120_000 };
  const queue = numbers.map((number) => sampleEntry(number, { runId: sampleRun(number).id, state: 'writing', estimate: remaining }));
  /** Of each document so many words had been written when it was asked for. */
  const documentOf = (id: string, words: number) => {
    const number = numbers.find((known) => sampleId(known) === id) ?? 0;
    const text = 'word '.repeat(words);
    const version = sampleVersion(number, number, { text, run: sampleRun(number), lastSeq: 1 });
    return sampleDocument({ id, sections: [sampleSection(number, { documentId: id, version, count: words, state: 'writing' })] });
  };
  const card = (number: number) => screen.getByRole('button', { name: new RegExp(`Chair ${number}`) }).textContent;

  it('B55 says of a row that waits for its next run, or reads for it, how much of its text stands', async () => {
    const row = (number: number, fields: Partial<BatchRow>) =>
      sampleRow(sampleId(100 + number), { topic: `Chair ${number}` }, { documentId: sampleId(number), ...fields });
    await openBatchPage([row(1, { state: 'waiting', count: 120 }), row(2, { state: 'reading', count: 80 }), row(3, { state: 'waiting' })]);
    expect(card(1)).toContain('120 / 300 words');
    expect(card(2)).toContain('80 / 300');
    expect(card(3)).not.toContain('300');
  });

  it('B55 shows of every one how far it is, and how many there are', async () => {
    let asked = 0;
    const { studio } = await openBatchPage(rows, {
      listQueue: () => queue,
      getDocument: ({ params }) => documentOf(params['id'] ?? '', params['id'] === sampleId(3) ? 30 + asked++ : 10),
    });
    for (const number of [1, 2]) studio.tell(sampleRun(number).id, { type: 'text', seq: 2, text: 'more '.repeat(number), written: number });
    await waitFor(() => expect([card(1), card(2)]).toEqual([expect.stringContaining('11 / 300'), expect.stringContaining('12 / 300')]));
    expect(card(1)).toContain('2 min');
    expect(screen.getByText(/3 at work side by side/)).toBeTruthy();
    // one that is not streamed is asked for again and again
    await waitFor(() => expect(card(3)).toMatch(/3[1-9] \/ 300/), { timeout: 10_000 });
  });
});

describe('rows that cannot be saved', () => {
  it('B57 say so, above the table how many there are, and are not written before they are saved', async () => {
    const [open, other] = [sampleRow(sampleId(101), { topic: 'Chair' }), sampleRow(sampleId(102), { topic: 'Table' })];
    const saved = { ...sampleBatchSummary(1, { title: 'Chairs' }), usage };
    let isFull = true;
    const { studio } = await openBatchPage(
      [open, other],
      {
        changeBatchRows: () => (isFull ? { code: 'disk-full', message: 'Full.', retryable: true } : { ...saved, rows: [other] }),
        estimateBatch: () => ({
          rowCount: 2,
          words: 200,
          readTokens: 1,
          sharedTokens: 0,
          writtenTokens: 1,
          milliseconds: null,
          waitingMs: null,
        }),
        startBatch: () => ({ ...saved, rows: [other] }),
      },
      { state: 'idle' },
    );
    fireEvent.click(screen.getByRole('button', { name: /Chair/ }));
    const field = within(await screen.findByRole('dialog', { name: 'Row 1' })).getByRole('textbox', { name: 'Topic' });
    fireEvent.input(field, { target: { value: 'Stool' } });
    fireEvent.blur(field);
    await screen.findByText(/1 change is not saved yet/);
    expect(screen.getAllByText('not saved yet')).toHaveLength(2); // its card and what it opened
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('button', { name: /Stool/ }).textContent).toContain('not saved yet');
    const start = await screen.findByRole('button', { name: 'Write 2 missing rows' });
    fireEvent.click(start);
    await waitFor(() => expect(studio.bodiesOf('changeBatchRows')).toHaveLength(2));
    isFull = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText(/not saved yet/)).toBeNull());
    expect(studio.bodiesOf('startBatch')).toEqual([]);
    fireEvent.click(start);
    await waitFor(() => expect(studio.bodiesOf('startBatch')).toHaveLength(1));
  });
});

it('B57 keeps the name that was typed where it could not be saved, and sends it again', async () => {
  let isFull = true;
  const row = sampleRow(sampleId(101), { topic: 'Chair' });
  const batch = { ...sampleBatchSummary(1, { title: 'Chairs' }), rows: [row], usage };
  const { studio } = await openBatchPage([row], {
    updateBatch: ({ body }) =>
      isFull
        ? { code: 'disk-full', message: 'Full.', retryable: true }
        : { ...batch, title: (body as EndpointBody<'updateBatch'>).title ?? '', revision: 2 },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Rename' }));
  const field = screen.getByRole('textbox', { name: 'Name of the batch' });
  fireEvent.input(field, { target: { value: 'Stools' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await screen.findByText(/1 change is not saved yet/);
  expect(screen.getByRole('heading', { name: /Stools/ })).toBeTruthy();
  isFull = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByText(/not saved yet/)).toBeNull());
  expect(screen.getByRole('heading', { name: /Stools/ })).toBeTruthy();
  expect(studio.bodiesOf('updateBatch')).toHaveLength(2);
});

it('B52 brings back the rows that a toast tells of, whatever was changed since', async () => {
  let kept: BatchDetail = {
    ...sampleBatchSummary(1, { title: 'Chairs' }),
    usage,
    rows: [sampleRow(sampleId(101), { topic: 'Chair' }), sampleRow(sampleId(102), { topic: 'Table' })],
  };
  await openBatchPage(kept.rows, {
    changeBatchRows: ({ body }) => {
      const { changes } = body as EndpointBody<'changeBatchRows'>;
      kept = { ...withChanges(kept, changes), revision: kept.revision + 1 };
      return kept;
    },
  });
  fireEvent.click(screen.getByRole('button', { name: /Chair/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'Remove this row' }));
  fireEvent.click(screen.getByRole('button', { name: 'Add a row' }));
  act(() => {
    const { toasts } = useToasts.getState();
    takeToastAction(toasts.at(-1)?.id ?? -1);
  });
  await waitFor(() => expect(kept.rows.map(({ cells }) => cells['topic'] ?? '')).toEqual(['Chair', 'Table', '']));
});

describe('a row that is opened on a phone', () => {
  async function openRow() {
    const batch = { ...sampleBatchSummary(1, { title: 'Chairs' }), usage };
    const row = (topic: string) => sampleRow(sampleId(101), { topic });
    const answers = { changeBatchRows: () => ({ ...batch, rows: [row('Saved')] }) };
    const { studio, queryClient, unmount } = await openBatchPage([row('Chair')], answers);
    fireEvent.click(screen.getByRole('button', { name: /Chair/ }));
    const panel = await screen.findByRole('dialog', { name: 'Row 1' });
    const field = within(panel).getByRole<HTMLTextAreaElement>('textbox', { name: 'Topic' });
    /** Another page does. */
    const change = (topic: string) => act(() => queryClient.setQueryData(keys.batch(batch.id), { ...batch, rows: [row(topic)] }));
    const sent = () => studio.bodiesOf('changeBatchRows').flatMap((body) => (body as EndpointBody<'changeBatchRows'>).changes);
    return { field, change, sent, unmount };
  }
  const written = (topic: string) => [{ type: 'cells', rowId: sampleId(101), cells: { topic } }];
  const type = (field: HTMLElement, value: string) => fireEvent.input(field, { target: { value } });

  it('B58 shows what another page writes, and writes nothing over it when a field is left in which nothing was typed', async () => {
    const { field, change, sent } = await openRow();
    fireEvent.focus(field);
    change('Stool');
    await waitFor(() => expect(field.value).toBe('Stool'));
    fireEvent.blur(field);
    type(field, 'Stools');
    type(field, 'Stool');
    change('Bench');
    fireEvent.blur(field);
    await waitFor(() => expect(field.value).toBe('Bench'));
    type(field, 'Benches');
    fireEvent.blur(field);
    await waitFor(() => expect(sent()).toEqual(written('Benches')));
  });

  it('B58 keeps what is being typed when the page is left by going back', async () => {
    const { field, sent, unmount } = await openRow();
    type(field, ' Armchair ');
    unmount();
    await waitFor(() => expect(sent()).toEqual(written('Armchair')));
  });

  it('B58 keeps what is being typed when the browser puts the page away', async () => {
    const { field, sent } = await openRow();
    type(field, 'Armchair');
    fireEvent(window, new Event('pagehide'));
    expect(Object.values({ ...localStorage })).toEqual([JSON.stringify(written('Armchair'))]);
    await waitFor(() => expect(sent()).toEqual(written('Armchair')));
  });
});

describe('what counts for all rows, on a phone', () => {
  async function openCommon(common: BatchDetail['common'] = {}) {
    const batch = { ...sampleBatchSummary(1, { title: 'Chairs', common }), rows: [sampleRow(sampleId(101), { topic: 'Chair' })], usage };
    const opened = await openBatchPage(
      batch.rows,
      {
        updateBatch: ({ body }) => ({ ...batch, common: (body as EndpointBody<'updateBatch'>).common ?? {}, revision: 2 }),
      },
      { common },
    );
    fireEvent.click(screen.getByRole('button', { name: /^All rows/ }));
    const panel = await screen.findByRole('dialog', { name: 'All rows' });
    return { ...opened, panel };
  }

  it('B54 is a card before the rows, which opens with its fields', async () => {
    const { studio, panel } = await openCommon({ words: '300', 'fields.platform': 'portrait' });
    expect(document.querySelector('.batch-card.common')?.textContent).toContain('Platform Portrait · Words 300');
    const field = within(panel).getByRole<HTMLTextAreaElement>('textbox', { name: 'Words' });
    expect(field.value).toBe('300');
    fireEvent.input(field, { target: { value: '450' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() =>
      expect(studio.bodiesOf('updateBatch')).toEqual([
        expect.objectContaining({ common: { words: '450', 'fields.platform': 'portrait' } }),
      ]),
    );
    expect(screen.getByRole('button', { name: /^All rows/ }).textContent).toContain('Words 450');
  });

  it('B54 has a place for columns that are not shown yet', async () => {
    const { panel } = await openCommon();
    expect(within(panel).queryByRole('textbox', { name: 'Tone' })).toBeNull();
    fireEvent.click(within(panel).getByRole('button', { name: 'Add a column' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Tone' }));
    expect(await within(panel).findByRole('textbox', { name: 'Tone' })).toBeTruthy();
  });
});

describe('rows that came out short', () => {
  it('B21 get a paragraph more, one of them or all', async () => {
    const short = (number: number) =>
      sampleRow(sampleId(100 + number), { topic: `Chair ${number}` }, { state: 'short', documentId: sampleId(number), count: 200 });
    const { studio } = await openBatchPage([short(1), short(2), sampleRow(sampleId(103), { topic: 'Table' }, { state: 'done' })], {
      getDocument: ({ params }) => sampleDocument({ id: params['id'] ?? '' }),
      extendBatchRows: () => ({ ...sampleBatchSummary(1, { title: 'Chairs' }), rows: [short(1), short(2)], usage }),
    });
    expect(screen.getByText(/2 rows came out short/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Add a paragraph to each' }));
    await waitFor(() => expect(studio.bodiesOf('extendBatchRows')).toEqual([{}]));
    fireEvent.click(screen.getByRole('button', { name: /Chair 2/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Add a paragraph' }));
    await waitFor(() => expect(studio.bodiesOf('extendBatchRows')).toEqual([{}, { rowIds: [sampleId(102)] }]));
  });
});

describe('on a wide window', () => {
  beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} })));

  it('B56 B62 a table in which nothing stands yet, or no row, has the focus in its first cell, and no other one', async () => {
    await openBatchPage([sampleRow(sampleId(101), {})]);
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Row 1, Topic/));
    cleanup();
    await openBatchPage([sampleRow(sampleId(101), { topic: 'Chair' })]);
    expect(screen.getByRole('textbox', { name: /^Row 1, Topic/ })).not.toBe(document.activeElement);
    cleanup();
    await openBatchPage([]);
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Row 1, Topic/));
  });
});

it.each([
  [0, 2],
  [120, 4],
])('B32 offers files for each text only where there are any (%i characters)', async (count, offered) => {
  await openBatchPage([sampleRow(sampleId(101), { topic: 'Chair' }, { count })]);
  fireEvent.click(screen.getByRole('button', { name: 'Export' }));
  expect(await screen.findAllByRole('menuitem')).toHaveLength(offered);
});

describe('rows of the table', () => {
  beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} })));

  async function openTable(cells: BatchRow['cells'][] = ['Chair', 'Table', 'Bench'].map((topic) => ({ topic }))) {
    let kept: BatchDetail = {
      ...sampleBatchSummary(1, { title: 'Chairs' }),
      usage,
      rows: cells.map((each, index) => sampleRow(sampleId(101 + index), each)),
    };
    await openBatchPage(kept.rows, {
      changeBatchRows: ({ body }) => {
        kept = { ...withChanges(kept, (body as EndpointBody<'changeBatchRows'>).changes), revision: kept.revision + 1 };
        return kept;
      },
    });
    const editor = screen.getByRole('textbox', { name: /^Row 1, Topic/ });
    act(() => editor.focus());
    const standing = () => kept.rows.map((row) => row.cells);
    return { editor, cells: standing, topics: () => standing().map(({ topic = '' }) => topic) };
  }
  const choose = async (name: string) => {
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name }));
  };

  it('B53 keep a column in which nothing stands any more, so that this can be taken back', async () => {
    const { editor, cells } = await openTable([{ topic: 'Chair', tone: 'dry' }]);
    fireEvent.keyDown(editor, { key: 'End' });
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Row 1, Tone: dry' }), { key: 'Delete' });
    await waitFor(() => expect(cells()).toEqual([{ topic: 'Chair' }]));
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Row 1, Tone:' }), { key: 'z', ctrlKey: true });
    await waitFor(() => expect(cells()).toEqual([{ topic: 'Chair', tone: 'dry' }]));
  });

  it('B53 open with Ctrl+Enter beside it, and the cell has the focus again when that is closed', async () => {
    const { editor } = await openTable();
    fireEvent.keyDown(editor, { key: 'Enter', ctrlKey: true });
    const panel = await screen.findByRole('complementary', { name: 'Row 1' });
    expect(document.activeElement).toBe(panel);
    fireEvent.keyDown(panel, { key: 'Escape' });
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Row 1, Topic/);
  });

  it('B60 come before the selected one, and change places with what stands beside those that are selected', async () => {
    const { editor, topics } = await openTable();
    fireEvent.keyDown(editor, { key: 'ArrowDown', shiftKey: true });
    expect(screen.getByRole('textbox', { name: 'Row 2, Topic: Table (2 cells selected)' })).toBeTruthy();
    await choose('Move 2 rows down');
    await waitFor(() => expect(topics()).toEqual(['Bench', 'Chair', 'Table']));
    await choose('Move 2 rows up');
    await waitFor(() => expect(topics()).toEqual(['Chair', 'Table', 'Bench']));
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    await screen.findByRole('menuitem', { name: 'Move 2 rows down' });
    expect(screen.queryByRole('menuitem', { name: /up$/ })).toBeNull();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Insert a row above' }));
    await waitFor(() => expect(topics()).toEqual(['', 'Chair', 'Table', 'Bench']));
  });
});

describe('what is said of rows', () => {
  it('B12 names the column that is missing, but not of a row in which nothing stands yet', async () => {
    const problems = [{ column: 'topic', code: 'missing' as const, message: 'No topic.', hint: 'Fill it in.' }];
    await openBatchPage([sampleRow(sampleId(101), {}, { problems }), sampleRow(sampleId(102), { tone: 'dry' }, { problems })]);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('not written'),
      expect.stringContaining('“Topic” is empty'),
    ]);
  });

  it('B17 tells of a row that failed what happened and what to do about it, in its list and beside it', async () => {
    const error = { code: 'disk-full' as const, message: 'Full.', retryable: true };
    const row = sampleRow(sampleId(101), { topic: 'Chair' }, { state: 'failed', error, documentId: sampleId(1) });
    await openBatchPage([row], { getDocument: () => sampleDocument() });
    const told = 'The disk is full. What was saved before is safe. Free some space and try again.';
    expect(screen.getByRole('listitem').textContent).toContain(told);
    fireEvent.click(screen.getByRole('button', { name: /Chair/ }));
    expect((await screen.findByRole('dialog', { name: 'Row 1' })).textContent).toContain(told);
  });

  it('B12 shows what stands in a cell where a choice is made, as the table has it', async () => {
    await openBatchPage([sampleRow(sampleId(101), { topic: 'Chair', language: 'Chinese' })]);
    fireEvent.click(screen.getByRole('button', { name: /Chair/ }));
    expect(await screen.findByRole<HTMLSelectElement>('combobox', { name: /Language/ })).toHaveProperty('value', 'Chinese');
  });

  it('B19 says what all rows share only where they share something', async () => {
    const cost = { rowCount: 2, words: 200, readTokens: 160, sharedTokens: 0, writtenTokens: 260, milliseconds: null, waitingMs: null };
    await openBatchPage([sampleRow(sampleId(101), { topic: 'Chair' })], { estimateBatch: () => cost }, { state: 'idle' });
    expect(await screen.findByText(/Reads 160 and writes 260 tokens\.$/)).toBeTruthy();
  });
});
