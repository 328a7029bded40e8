import type { RowChange } from '@maobi/contract';
import { act, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { aroundEachEdit, editedBatch, openedBatch, told } from '../../testing/edited-batch.tsx';
import { FakeLocks } from '../../testing/fake-locks.ts';
import type { BatchChange } from './apply-changes.ts';

aroundEachEdit();

describe('edits that were not saved when their tab was closed', () => {
  const keyOf = (tab: string) => `maobi.batch-changes.${openedBatch.id}.${tab}`;
  const left = [{ type: 'cells', rowId: 'two', cells: { topic: '竹椅' } }] satisfies RowChange[];

  it('B57 are kept in the browser until they are saved', async () => {
    const { studio, write, saved } = editedBatch();
    studio.isLost = true;
    write('木凳');
    const kept = Object.entries({ ...localStorage }) as [string, string][];
    expect(kept).toEqual([
      [expect.stringContaining(keyOf('')), JSON.stringify([{ type: 'cells', rowId: 'one', cells: { topic: '木凳' } }])],
    ]);
    studio.isLost = false;
    await saved();
    await saved();
    expect(localStorage).toHaveLength(0);
  });

  it('B57 come back when the batch is openedBatch again, and can be taken back', async () => {
    localStorage.setItem(keyOf('closed'), JSON.stringify(left));
    localStorage.setItem(keyOf('broken'), '{');
    localStorage.setItem('maobi.batch-changes.another.closed', JSON.stringify(left));
    const { edits, topic, kept } = editedBatch();
    expect(topic('two')).toBe('竹椅');
    await waitFor(() => expect(kept('two')).toBe('竹椅'));
    expect(told()).toEqual(['1 change that was not saved last time is back.']);
    expect(Object.keys(localStorage)).toEqual(['maobi.batch-changes.another.closed']);
    act(() => edits().undo());
    await waitFor(() => expect(kept('two')).toBeUndefined());
  });

  it('B57 come back where they count for all rows', async () => {
    localStorage.setItem(keyOf('closed'), JSON.stringify([{ type: 'common', cells: { tone: 'dry' } } satisfies BatchChange]));
    const { studio, edits } = editedBatch();
    expect(edits().batch.common).toEqual({ tone: 'dry' });
    await waitFor(() => expect(studio.kept.common).toEqual({ tone: 'dry' }));
    await waitFor(() => expect(localStorage).toHaveLength(0));
  });

  it('B57 are left to a tab that is still there, and come back when that is closed', async () => {
    const locks = new FakeLocks();
    vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks } }));
    let close = (): void => undefined;
    const otherTab = new Promise<void>((resolve) => (close = resolve));
    void locks.request(keyOf('other'), { signal: new AbortController().signal }, () => otherTab);
    localStorage.setItem(keyOf('other'), JSON.stringify(left));
    const { topic, write, saved, kept } = editedBatch();
    write('木凳');
    await saved();
    expect([topic('one'), topic('two')]).toEqual(['木凳', undefined]);
    close();
    await waitFor(() => expect(kept('two')).toBe('竹椅'));
  });
});
