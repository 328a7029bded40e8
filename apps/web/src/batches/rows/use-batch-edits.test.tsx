import type { BatchDetail, EndpointBody } from '@maobi/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../../studio/keys.ts';
import { sampleBatchSummary, sampleRow } from '../../testing/batch-samples.ts';
import { FakeStudio } from '../../testing/fake-studio.tsx';
import { withChanges } from './apply-changes.ts';
import { useBatchEdits } from './use-batch-edits.ts';

const usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
const opened: BatchDetail = { ...sampleBatchSummary(1), usage, rows: [sampleRow('one', {})] };

/** A studio that keeps the rows, and a page that never learns of them but through what it has saved. */
function edited() {
  let kept = opened;
  new FakeStudio({
    changeBatchRows: ({ body }) => {
      const { changes } = body as EndpointBody<'changeBatchRows'>;
      kept = { ...kept, revision: kept.revision + 1, rows: [...withChanges(kept.rows, changes)] };
      return kept;
    },
  });
  const cache = new QueryClient();
  cache.setQueryData(keys.batch(opened.id), opened);
  const wrapper = ({ children }: { readonly children: ReactNode }) => <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
  const { result } = renderHook(() => useBatchEdits(opened), { wrapper });
  const topic = () => result.current.batch.rows[0]?.cells['topic'];
  const write = (text: string) => act(() => result.current.change([{ type: 'cells', rowId: 'one', cells: { topic: text } }]));
  return { edits: () => result.current, topic, write, kept: () => kept.rows[0]?.cells['topic'] };
}

describe('edits of a batch', () => {
  afterEach(() => cleanup());

  it('show what was saved before the page hears of it, and take back only what was changed last', async () => {
    const { edits, topic, write, kept } = edited();
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
    const { edits, topic, write, kept } = edited();
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

  it('B52 are taken back in the order in which they were made, what is no row among them', () => {
    const { edits, topic, write } = edited();
    const undo = vi.fn<() => void>();
    write('木凳');
    act(() => edits().remember({ undo, redo: () => undefined }));
    act(() => edits().undo());
    expect([undo.mock.calls.length, topic()]).toEqual([1, '木凳']);
    act(() => edits().undo());
    expect(topic()).toBeUndefined();
  });
});
