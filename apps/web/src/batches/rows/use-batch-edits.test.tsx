import { act, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { setConnection } from '../../studio/connection.ts';
import { aroundEachEdit, editedBatch, refusal, RowStudio, told, topicOf } from '../../testing/edited-batch.tsx';
import { useToasts } from '../../toasts/toasts.ts';
import type { BatchChange } from './apply-changes.ts';

aroundEachEdit();

describe('edits of a batch', () => {
  it('show what was saved before the page hears of it, and take back only what was changed last', async () => {
    const { edits, topic, write, kept } = editedBatch();
    write('木凳');
    await act(() => edits().saved());
    expect(topic()).toBe('木凳');

    write('断腿的木凳');
    await act(() => edits().saved());
    act(() => edits().undo());
    expect(topic()).toBe('木凳');
    await act(() => edits().saved());
    expect(kept()).toBe('木凳');
  });

  it('B52 can be made again once they were taken back, until another one is made', async () => {
    const { edits, topic, write, kept } = editedBatch();
    write('木凳');
    write('断腿的木凳');
    act(() => edits().undo());
    act(() => edits().undo());
    expect(topic()).toBeUndefined();
    act(() => edits().redo());
    act(() => edits().redo());
    act(() => edits().redo());
    expect(topic()).toBe('断腿的木凳');
    act(() => edits().undo());
    write('竹椅');
    act(() => edits().redo());
    expect(topic()).toBe('竹椅');
    act(() => edits().undo());
    expect(topic()).toBe('木凳');
    await act(() => edits().saved());
    expect(kept()).toBe('木凳');
  });

  it('B52 are taken back in the order in which they were made, what counts for all rows among them', async () => {
    const { studio, edits, topic, write, writeForAll, saved } = editedBatch();
    write('木凳');
    writeForAll({ tone: 'dry' });
    writeForAll({ tone: 'warm' });
    act(() => edits().undo());
    expect([edits().batch.common, topic()]).toEqual([{ tone: 'dry' }, '木凳']);
    act(() => edits().undo());
    expect([edits().batch.common, topic()]).toEqual([{}, '木凳']);
    act(() => edits().undo());
    expect(topic()).toBeUndefined();
    act(() => edits().redo());
    act(() => edits().redo());
    await saved();
    expect([studio.kept.common, studio.kept.rows[0]?.cells]).toEqual([{ tone: 'dry' }, { topic: '木凳' }]);
  });

  it('B3 of what counts for all rows leave what another page wrote in other columns', async () => {
    const { studio, edits, writeForAll, saved } = editedBatch();
    studio.change([{ type: 'common', cells: { reader: 'children' } }]);
    writeForAll({ tone: 'dry' });
    await saved();
    expect(edits().batch.common).toEqual({ reader: 'children', tone: 'dry' });
    expect(studio.kept.common).toEqual({ reader: 'children', tone: 'dry' });
  });

  it('B52 are taken back one for itself as well, what was removed before the next row that is left', async () => {
    const { studio, edits, change, write, saved, kept } = editedBatch();
    let takeBack = (): void => undefined;
    act(() => void (takeBack = edits().change([{ type: 'remove', rowIds: ['one'] }])));
    write('竹椅', 'three');
    change({ type: 'remove', rowIds: ['two'] });
    act(() => takeBack());
    act(() => takeBack());
    await saved();
    expect(studio.kept.rows.map(({ id }) => id)).toEqual(['one', 'three']);
    expect(kept('three')).toBe('竹椅');
    act(() => edits().undo());
    await saved();
    expect(studio.kept.rows.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
  });

  it('B52 are taken back as far as other pages have left them', async () => {
    const { studio, edits, change, saved } = editedBatch();
    change({ type: 'remove', rowIds: ['one', 'two'] });
    await saved();
    studio.change([{ type: 'add', rows: [{ id: 'two', cells: { topic: '木凳' } }], before: null }]);
    act(() => edits().undo());
    await saved();
    expect(studio.kept.rows.map(({ id }) => id)).toEqual(['three', 'one', 'two']);
    expect(told()).toEqual([]);
  });
});

describe('edits that cannot be saved', () => {
  it('B57 stay, say that they are not saved, and are sent as soon as the studio is back', async () => {
    const { studio, edits, topic, write, saved, kept } = editedBatch();
    studio.isLost = true;
    act(() => setConnection('lost'));
    write('木凳');
    expect(await saved()).toBe(false);
    write('竹椅', 'two');
    expect(await saved()).toBe(false);
    expect([topic('one'), topic('two')]).toEqual(['木凳', '竹椅']);
    expect(edits().unsaved).toMatchObject({ count: 2, rowIds: new Set(['one', 'two']) });
    expect(told()).toEqual(['Maobi does not answer. Your changes are kept here and saved as soon as that is possible.']);
    studio.isLost = false;
    act(() => setConnection('online'));
    await waitFor(() => expect(edits().unsaved).toBeNull());
    expect([kept('one'), kept('two')]).toEqual(['木凳', '竹椅']);
  });

  it('B57 stay as well where they count for all rows, and are sent with the others', async () => {
    const { studio, edits, write, writeForAll, saved, kept } = editedBatch();
    studio.isLost = true;
    write('木凳');
    writeForAll({ tone: 'dry' });
    writeForAll({ words: '300' });
    expect(await saved()).toBe(false);
    expect(edits().batch.common).toEqual({ tone: 'dry', words: '300' });
    expect(edits().unsaved).toMatchObject({ count: 3, rowIds: new Set(['one']), hasCommon: true });
    studio.isLost = false;
    act(() => edits().unsaved?.retry());
    await waitFor(() => expect(edits().unsaved).toBeNull());
    expect([kept(), studio.kept.common]).toEqual(['木凳', { tone: 'dry', words: '300' }]);
    expect([studio.fake.bodiesOf('changeBatchRows'), studio.fake.bodiesOf('updateBatch')].map(({ length }) => length)).toEqual([2, 1]);
  });

  it('B57 stay as well where they are its name, and are sent with what counts for all rows', async () => {
    const { studio, edits, change, writeForAll, saved } = editedBatch();
    studio.isLost = true;
    change({ type: 'title', title: '旧椅子' });
    expect(await saved()).toBe(false);
    writeForAll({ tone: 'dry' });
    expect(await saved()).toBe(false);
    expect(edits().batch.title).toBe('旧椅子');
    expect(edits().unsaved).toMatchObject({ count: 2 });
    studio.isLost = false;
    studio.change([{ type: 'common', cells: { words: '300' } }]);
    act(() => edits().unsaved?.retry());
    await waitFor(() => expect(edits().unsaved).toBeNull());
    expect([studio.kept.title, studio.kept.common]).toEqual(['旧椅子', { words: '300', tone: 'dry' }]);
    act(() => edits().undo());
    act(() => edits().undo());
    await saved();
    expect([studio.kept.title, studio.kept.common]).toEqual(['', { words: '300' }]);
  });

  it('B57 are saved although the table was left, and go on being shown when it is opened again', async () => {
    const studio = new RowStudio();
    const { write, saved, unmount } = editedBatch(studio);
    studio.isLost = true;
    write('木凳');
    await saved();
    unmount();
    studio.isLost = false;
    act(() => setConnection('online'));
    await waitFor(() => expect(topicOf(studio.kept, 'one')).toBe('木凳'));
    expect(localStorage).toHaveLength(0);
  });

  it('B57 give up only the one that is refused for good, and say why', async () => {
    const { edits, write, saved, kept, topic } = editedBatch();
    write('木凳');
    for (const id of ['one', 'two', 'three']) write(`${id === 'two' ? 'too long' : 'right'} ${id}`, id);
    expect(await saved()).toBe(true);
    expect(['one', 'two', 'three'].map(kept)).toEqual(['right one', undefined, 'right three']);
    expect(topic('two')).toBeUndefined();
    expect(edits().unsaved).toBeNull();
    expect(told()).toEqual([
      '1 change could not be saved. The request was not right, so nothing was done. Check what you entered and try again.',
    ]);
  });

  it('B57 give up only what is refused of what counts for all rows', async () => {
    const { edits, write, writeForAll, saved, studio } = editedBatch();
    write('木凳');
    for (const cells of [{ tone: 'dry' }, { topic: 'too long' }, { words: '300' }]) writeForAll(cells);
    write('竹椅', 'two');
    expect(await saved()).toBe(true);
    expect(studio.kept.common).toEqual({ tone: 'dry', words: '300' });
    expect(studio.kept.rows.map(({ cells }) => cells['topic'])).toEqual(['木凳', '竹椅', undefined]);
    expect(edits().batch.common).toEqual({ tone: 'dry', words: '300' });
    expect(told()).toHaveLength(1);
  });

  it('B57 go to where they belong although rows were removed elsewhere, and tell what was written in those', async () => {
    const { studio, change, saved } = editedBatch();
    studio.change([{ type: 'remove', rowIds: ['two'] }]);
    change(
      { type: 'cells', rowId: 'two', cells: { topic: '竹椅' } },
      { type: 'add', rows: [{ id: 'new', cells: { topic: '木凳' } }], before: 'two' },
      { type: 'remove', rowIds: ['two', 'one'] },
    );
    expect(await saved()).toBe(true);
    expect(studio.kept.rows.map(({ id }) => id)).toEqual(['new', 'three']);
    expect(told()).toEqual(['A row that you wrote in is gone; what you wrote there could not be saved.']);
  });

  it('B57 are sent again while the studio stays reachable, and the failure is told once', async () => {
    vi.useFakeTimers();
    const { studio, edits, write, kept } = editedBatch();
    studio.isLost = true;
    write('木凳');
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(told().length).toBe(1);
    useToasts.setState({ toasts: [] });
    await act(() => vi.advanceTimersByTimeAsync(50_000));
    expect([kept(), edits().unsaved?.count, told()]).toEqual([undefined, 1, []]);
    studio.isLost = false;
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect([kept(), edits().unsaved]).toEqual(['木凳', null]);
  });

  it('B64 of many rows show before a request is made of them', async () => {
    vi.useFakeTimers();
    const { studio, edits, change } = editedBatch();
    const rows = Array.from({ length: 60 }, (_, index) => ({ id: `new ${index}`, cells: { topic: '木凳' } }));
    change({ type: 'add', rows, before: null });
    await act(async () => {
      for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    });
    expect([edits().batch.rows.length, studio.fake.calls]).toEqual([63, []]);
    await act(() => vi.advanceTimersByTimeAsync(1));
    expect([studio.kept.rows.length, edits().batch.rows.length]).toEqual([63, 63]);
  });

  it('B65 that no request has room for are sent in several, and stand in their order', async () => {
    const { studio, change, saved } = editedBatch();
    const rows = Array.from({ length: 120 }, (_, index) => ({ id: `new-${index}`, cells: { topic: `${index} ${'椅'.repeat(19_000)}` } }));
    change({ type: 'add', rows, before: 'two' });
    change(...rows.map(({ id }): BatchChange => ({ type: 'cells', rowId: id, cells: { tone: '干'.repeat(19_000) } })));
    await saved();
    expect(studio.kept.rows.map(({ id }) => id)).toEqual(['one', ...rows.map(({ id }) => id), 'two', 'three']);
    expect(studio.kept.rows.every(({ id, cells }) => !id.startsWith('new') || cells['tone']?.length === 19_000)).toBe(true);
    const sizes = studio.fake.bodiesOf('changeBatchRows').map((body) => Buffer.byteLength(JSON.stringify(body)));
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(8 * 1024 * 1024);
    expect(told()).toEqual([]);
  });

  it('B57 are not made twice where only the answer was lost', async () => {
    const { studio, edits, change, saved } = editedBatch();
    studio.losesAnswers = true;
    change({ type: 'add', rows: [{ id: 'new', cells: { topic: '木凳' } }], before: null });
    expect(await saved()).toBe(false);
    studio.losesAnswers = false;
    act(() => edits().unsaved?.retry());
    await waitFor(() => expect(edits().unsaved).toBeNull());
    expect(studio.kept.rows.map(({ id }) => id)).toEqual(['one', 'two', 'three', 'new']);
    expect(edits().batch.rows).toHaveLength(4);
    expect(told()).toHaveLength(1);
  });

  it('B59 stay where another data folder is served at the address, and are sent when their own is back', async () => {
    const { studio, edits, write, saved, kept, topic } = editedBatch();
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async () => Response.json({ error: refusal('other-studio') }, { status: 409 }));
    write('木凳');
    expect(await saved()).toBe(false);
    expect([topic(), edits().unsaved?.count, studio.fake.calls]).toEqual(['木凳', 1, []]);
    expect(told()[0]).toContain('Another data folder is served at this address now.');
    vi.stubGlobal('fetch', fetch);
    act(() => edits().unsaved?.retry());
    await waitFor(() => expect(kept()).toBe('木凳'));
  });

  it('B57 end with a batch that is gone', async () => {
    const { studio, edits, write, saved } = editedBatch();
    vi.stubGlobal('fetch', async () => Response.json({ error: refusal('not-found') }, { status: 404 }));
    write('木凳');
    write('竹椅', 'two');
    expect(await saved()).toBe(true);
    expect([edits().unsaved, studio.fake.calls]).toEqual([null, []]);
    expect(told()).toEqual(['2 changes could not be saved. Not found. It may have been deleted. Choose another one from the list.']);
  });
});
