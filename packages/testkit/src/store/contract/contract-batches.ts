import type { Id } from '@maobi/contract';
import { describe, expect, it } from 'vitest';
import type { StoreMaker } from './contract-subject.ts';
import { brief, documentSubject, type DocumentSubject, newJob, runOf } from './document-subject.ts';

export function batchesContract(makeStore: StoreMaker): void {
  describe('batches', () => {
    const subject = documentSubject(makeStore);
    batchItself(subject);
    rowsOfBatches(subject);
    whatBecomesOfRows(subject);
  });
}

/** A batch with a row for each topic. */
async function batchOf({ store, id, now }: DocumentSubject, ...topics: string[]): Promise<{ id: Id; rowIds: Id[] }> {
  const rows = topics.map((topic) => ({ id: id(), cells: { topic } }));
  const batch = await store.batches.create({ id: id(), title: '', template: 'essay', common: { words: '300' }, rows, now: now() });
  return { id: batch.id, rowIds: rows.map((row) => row.id) };
}

function batchItself(subject: () => DocumentSubject): void {
  it('B1 makes a batch once, and answers a retry with what stands there', async () => {
    const { store, id, now } = subject();
    const [batchId, time] = [id(), now()];
    const rows = [{ id: id(), cells: { topic: '春天', 'fields.platform': '竖屏' } }];
    const fields = { title: '旧物改造', template: 'short-video-script', common: { words: '300' } };
    const created = await store.batches.create({ id: batchId, ...fields, rows, now: time });
    const times = { createdAt: time, updatedAt: time, binnedAt: null };
    expect(created).toEqual({ id: batchId, ...fields, state: 'idle', error: null, revision: 1, ...times });
    expect(await store.batches.create({ id: batchId, ...fields, title: 'other', rows: [], now: now() })).toEqual(created);
    expect(await store.batches.summary(batchId)).toEqual({ ...created, rowCount: 1, writtenCount: 0, waitingCount: 0 });
    expect(await store.batches.options(batchId)).toEqual({});
    const row = { documentId: null, isWanted: false, error: null, document: null };
    expect(await store.batches.rows(batchId)).toEqual([{ ...rows[0], ...row }]);
    await expect(store.batches.rows(id())).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.batches.summary(id())).toBeNull();
  });

  it('B1 lists the last changed first, without those in the bin', async () => {
    const { store, now } = subject();
    const [first, second] = [await batchOf(subject(), '一'), await batchOf(subject(), '二')];
    await store.batches.update(first.id, { revision: 1, title: '新', now: now() });
    const ids = async (inBin: boolean) => (await store.batches.list({ inBin, limit: 10 })).batches.map(({ id }) => id);
    expect(await ids(false)).toEqual([first.id, second.id]);
    expect(await store.batches.list({ inBin: false, limit: 1 })).toMatchObject({ total: 2, batches: [{ title: '新' }] });
    await expect(store.batches.delete(first.id)).rejects.toMatchObject({ code: 'conflict' });
    await store.batches.bin(first.id, now());
    expect([await ids(false), await ids(true)]).toEqual([[second.id], [first.id]]);
    await store.batches.restore(first.id, now());
    await store.batches.bin(second.id, now());
    await store.batches.delete(second.id);
    expect([await ids(false), await ids(true)]).toEqual([[first.id], []]);
  });

  it('B3 changes title, template and common values only against the revision that was seen', async () => {
    const { store, now } = subject();
    const { id } = await batchOf(subject(), '一');
    const change = { revision: 1, template: 'email', common: { tone: '亲切' }, now: now() };
    expect(await store.batches.update(id, change)).toMatchObject({ revision: 2, template: 'email', common: { tone: '亲切' } });
    const late = store.batches.update(id, { revision: 1, title: 'late', now: now() });
    await expect(late).rejects.toMatchObject({ code: 'conflict', details: { revision: 2 } });
    expect(await store.batches.summary(id)).toMatchObject({ title: '', revision: 2 });
  });

  it('B5 keeps state, reason and options, without another revision', async () => {
    const { store, now } = subject();
    const { id } = await batchOf(subject(), '一');
    const other = await batchOf(subject(), '二');
    const error = { code: 'disk-full', message: 'The disk is full.', retryable: true } as const;
    await store.batches.setState(id, { state: 'open', options: { seed: 7 }, now: now() });
    await store.batches.setState(other.id, { state: 'open', now: now() });
    expect(await store.batches.open()).toEqual([id, other.id]);
    await store.batches.bin(other.id, now());
    expect(await store.batches.open()).toEqual([id]);
    expect(await store.batches.setState(id, { state: 'paused', error, now: now() })).toMatchObject({ state: 'paused', error, revision: 1 });
    expect(await store.batches.options(id)).toEqual({ seed: 7 });
    expect(await store.batches.setState(id, { state: 'open', now: now() })).toMatchObject({ error: null });
  });
}

function rowsOfBatches(subject: () => DocumentSubject): void {
  it('B3 replaces rows as a whole: changed, moved, added and gone', async () => {
    const { store, id, now } = subject();
    const { id: batchId, rowIds } = await batchOf(subject(), '一', '二', '三');
    await store.batches.setRow(rowIds[1]!, { documentId: id(), isWanted: true });
    const added = { id: id(), cells: { topic: '四' } };
    const rows = [{ id: rowIds[2]!, cells: { topic: '三' } }, added, { id: rowIds[1]!, cells: { topic: '二', words: '400' } }];
    expect(await store.batches.replaceRows(batchId, { revision: 1, rows, now: now() })).toMatchObject({ revision: 2 });
    expect(await store.batches.rows(batchId)).toMatchObject([
      { ...rows[0], isWanted: false },
      { ...added, documentId: null },
      { ...rows[2], isWanted: true, documentId: expect.any(String) },
    ]);
    const late = store.batches.replaceRows(batchId, { revision: 1, rows: [], now: now() });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.batches.rows(batchId)).toHaveLength(3);
  });

  it('B3 refuses a row of another batch, and the same row twice', async () => {
    const { store, now } = subject();
    const [first, second] = [await batchOf(subject(), '一'), await batchOf(subject(), '二')];
    const replace = (ids: Id[]) =>
      store.batches.replaceRows(first.id, { revision: 1, rows: ids.map((rowId) => ({ id: rowId, cells: {} })), now: now() });
    await expect(replace(second.rowIds)).rejects.toMatchObject({ code: 'conflict' });
    await expect(replace([first.rowIds[0]!, first.rowIds[0]!])).rejects.toMatchObject({ code: 'invalid-request' });
    expect(await store.batches.rows(first.id)).toMatchObject([{ id: first.rowIds[0], cells: { topic: '一' } }]);
  });

  it('B5 knows which rows are wanted, and leaves a row alone that is gone', async () => {
    const { store, id } = subject();
    const { id: batchId, rowIds } = await batchOf(subject(), '一', '二', '三');
    const wanted = async () => (await store.batches.rows(batchId)).map(({ isWanted }) => isWanted);
    await store.batches.want(batchId, [rowIds[0]!]);
    await store.batches.want(batchId, [rowIds[2]!]);
    expect(await wanted()).toEqual([true, false, true]);
    expect(await store.batches.summary(batchId)).toMatchObject({ waitingCount: 2, revision: 1 });
    await store.batches.setRow(rowIds[0]!, { isWanted: false });
    await store.batches.setRow(id(), { isWanted: true });
    expect(await wanted()).toEqual([false, false, true]);
    await store.batches.wantNone(batchId);
    expect(await wanted()).toEqual([false, false, false]);
  });

  it('B18 gives a row that went and comes back what became of it, and counts nothing of it meanwhile', async () => {
    const { store, outlined, drafted, written, id, now } = subject();
    const { id: batchId, rowIds } = await batchOf(subject(), '一', '二');
    const { document, sections } = await outlined('one');
    await written((await drafted(sections[0]!.id)).runId, '写好了');
    const job = await store.jobs.create(newJob(id(), document.id, now()));
    await store.jobs.setState(job.id, { state: 'done', now: now() });
    const error = { code: 'disk-full', message: 'The disk is full.', retryable: true } as const;
    await store.batches.want(batchId, rowIds);
    await store.batches.setRow(rowIds[0]!, { documentId: document.id, error });
    const before = await store.batches.rows(batchId);
    const put = async (revision: number, ...rows: typeof before) =>
      store.batches.replaceRows(batchId, { revision, rows: rows.map((row) => ({ id: row.id, cells: row.cells })), now: now() });

    await put(1, before[1]!);
    expect(await store.batches.rows(batchId)).toEqual([before[1]]);
    expect(await store.batches.summary(batchId)).toMatchObject({ rowCount: 1, writtenCount: 0, waitingCount: 1 });
    expect([await store.batches.sections(batchId), (await store.batches.usage(batchId)).promptTokens]).toEqual([[], 0]);
    await store.batches.want(batchId, rowIds);
    await put(2, before[1]!, before[0]!);
    expect(await store.batches.rows(batchId)).toEqual([before[1], before[0]]);
    expect((await store.batches.usage(batchId)).promptTokens).toBeGreaterThan(0);

    await put(3);
    await store.batches.setRow(rowIds[0]!, { error: null });
    await store.batches.wantNone(batchId);
    await put(4, ...before);
    expect(await store.batches.rows(batchId)).toEqual([
      { ...before[0], error: null, isWanted: false },
      { ...before[1], isWanted: false },
    ]);
  });

  it('B18 refuses a row that went from another batch', async () => {
    const { store, now } = subject();
    const [first, second] = [await batchOf(subject(), '一'), await batchOf(subject(), '二')];
    await store.batches.replaceRows(first.id, { revision: 1, rows: [], now: now() });
    const taken = store.batches.replaceRows(second.id, { revision: 1, rows: [{ id: first.rowIds[0]!, cells: {} }], now: now() });
    await expect(taken).rejects.toMatchObject({ code: 'conflict' });
  });
}

function whatBecomesOfRows(subject: () => DocumentSubject): void {
  it('B4 shows what became of a row by its document, its last job and the run at work', async () => {
    const { store, outlined, drafted, byHand, id, now } = subject();
    const { id: batchId, rowIds } = await batchOf(subject(), '一', '二');
    const { document, sections } = await outlined('one', 'two');
    await store.batches.setRow(rowIds[0]!, { documentId: document.id });
    await store.batches.setRow(rowIds[1]!, { documentId: id() });
    await byHand(sections[1]!.id, '四个汉字');
    const first = await store.jobs.create(newJob(id(), document.id, now()));
    await store.jobs.setState(first.id, { state: 'stopped', now: now() });
    const job = await store.jobs.create(newJob(id(), document.id, now()));
    const { runId } = await drafted(sections[0]!.id);
    const [row, other] = await store.batches.rows(batchId);
    expect(row?.document).toEqual({
      title: '',
      brief,
      isBinned: false,
      sections: [
        { target: 120, count: 0 },
        { target: 120, count: 4 },
      ],
      job: { state: 'open', error: null },
      run: { id: runId, state: 'queued', action: 'draft' },
    });
    expect(other).toMatchObject({ documentId: expect.any(String), document: null });
    await subject().written(runId, '春天');
    await store.jobs.setState(job.id, { state: 'done', now: now() });
    expect((await store.batches.rows(batchId))[0]?.document).toMatchObject({ job: { state: 'done' }, run: null });
    expect(await store.batches.summary(batchId)).toMatchObject({ writtenCount: 1 });
  });

  it('B4 tells of the last job that writes, whatever is polished since', async () => {
    const { store, document, id, now } = subject();
    const { id: batchId, rowIds } = await batchOf(subject(), '一');
    const { id: documentId } = await document();
    await store.batches.setRow(rowIds[0]!, { documentId });
    const writing = await store.jobs.create(newJob(id(), documentId, now()));
    await store.jobs.setState(writing.id, { state: 'done', now: now() });
    const request = { model: null, seed: 1, kind: 'improve', instruction: '' } as const;
    await store.jobs.create({ id: id(), documentId, sectionIds: null, kind: 'polish', request, now: now() });
    expect((await store.batches.rows(batchId))[0]?.document).toMatchObject({ job: { state: 'done' } });
    expect(await store.batches.summary(batchId)).toMatchObject({ writtenCount: 1 });
  });

  it('B6 adds up what all its runs read, and gives the texts of all its rows in order', async () => {
    const { store, outlined, drafted, written, id, now } = subject();
    const { id: batchId, rowIds } = await batchOf(subject(), '一', '二');
    expect(await store.batches.usage(batchId)).toEqual({ promptTokens: 0, cachedTokens: 0 });
    const [first, second] = [await outlined('one'), await outlined('two', 'three')];
    await store.batches.setRow(rowIds[0]!, { documentId: second.document.id });
    await store.batches.setRow(rowIds[1]!, { documentId: first.document.id });
    const { runId } = await drafted(second.sections[0]!.id);
    await written(runId, '写好了');
    await store.runs.addToDocument(first.document.id, runOf(id(), 'outline'), now());
    expect(await store.batches.usage(batchId)).toEqual({ promptTokens: 10, cachedTokens: 2 });
    const sections = await store.batches.sections(batchId);
    expect(sections.map(({ heading, version }) => [heading, version?.text ?? ''])).toEqual([
      ['two', '写好了'],
      ['three', ''],
      ['one', ''],
    ]);
    await store.documents.bin(second.document.id, now());
    expect((await store.batches.sections(batchId)).map(({ heading }) => heading)).toEqual(['one']);
  });

  it('B1 leaves documents alone when the batch goes, and rows when a document goes', async () => {
    const { store, document, now } = subject();
    const { id: batchId, rowIds } = await batchOf(subject(), '一');
    const { id: documentId } = await document();
    await store.batches.setRow(rowIds[0]!, { documentId });
    await store.documents.bin(documentId, now());
    expect((await store.batches.rows(batchId))[0]?.document).toMatchObject({ isBinned: true });
    await store.documents.delete(documentId);
    expect(await store.batches.rows(batchId)).toMatchObject([{ documentId, document: null }]);
    const kept = await document();
    await store.batches.setRow(rowIds[0]!, { documentId: kept.id });
    await store.batches.bin(batchId, now());
    await store.batches.delete(batchId);
    expect(await store.documents.summary(kept.id)).not.toBeNull();
  });
}
