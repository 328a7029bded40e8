import type { BatchDetail, Cells, EndpointBody, ErrorBody, RowChange } from '@maobi/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, vi } from 'vitest';
import { withChanges, type BatchChange } from '../batches/rows/apply-changes.ts';
import { useBatchEdits } from '../batches/rows/use-batch-edits.ts';
import { setConnection } from '../studio/connection.ts';
import { keys } from '../studio/keys.ts';
import { useToasts } from '../toasts/toasts.ts';
import { sampleBatch, sampleRow } from './batch-samples.ts';
import { FakeStudio } from './fake-studio.tsx';

/** With three rows in which nothing stands. */
export const openedBatch = sampleBatch(1, { rows: ['one', 'two', 'three'].map((id) => sampleRow(id, {})) });

export const topicOf = ({ rows }: BatchDetail, id: string) => rows.find((row) => row.id === id)?.cells['topic'];

/** A studio that keeps the rows, all changes that come together or none. */
export class RowStudio {
  kept = openedBatch;
  isLost = false;
  /** It takes what is sent, but nobody hears that. */
  losesAnswers = false;
  readonly fake = new FakeStudio({
    getBatch: () => this.#answer(this.kept),
    changeBatchRows: ({ body }) => {
      if (this.isLost) throw new TypeError('gone');
      const { changes } = body as EndpointBody<'changeBatchRows'>;
      const refusal = this.#refusalOf(changes);
      if (refusal) return refusal;
      this.change(changes);
      return this.#answer(this.kept);
    },
    updateBatch: ({ body }) => {
      if (this.isLost) throw new TypeError('gone');
      const { revision, common = this.kept.common, title = this.kept.title } = body as EndpointBody<'updateBatch'>;
      if (revision !== this.kept.revision) return refusal('conflict');
      if (common['topic']?.startsWith('too long')) return refusal('invalid-request');
      this.kept = { ...this.kept, title, common, revision: revision + 1 };
      return this.#answer(this.kept);
    },
  });

  /** As another page does. */
  change(changes: readonly BatchChange[]): void {
    this.kept = { ...withChanges(this.kept, changes), revision: this.kept.revision + 1 };
  }

  #answer(batch: BatchDetail): BatchDetail {
    if (this.isLost || this.losesAnswers) throw new TypeError('gone');
    return batch;
  }

  #refusalOf(changes: readonly RowChange[]): ErrorBody | null {
    const ids = new Set(this.kept.rows.map(({ id }) => id));
    for (const change of changes) {
      if (change.type === 'add' && change.rows.some(({ id }) => ids.has(id))) return refusal('invalid-request');
      if (change.type === 'add') for (const { id } of change.rows) ids.add(id);
      if (change.type === 'cells' && !ids.has(change.rowId)) return refusal('not-found');
      if (change.type === 'cells' && change.cells['topic']?.startsWith('too long')) return refusal('invalid-request');
    }
    return null;
  }
}

export const refusal = (code: ErrorBody['code']): ErrorBody => ({ code, message: code, retryable: false });

/** A page that never learns of rows but through what it has saved. */
export function editedBatch(studio = new RowStudio()) {
  const cache = new QueryClient();
  cache.setQueryData(keys.batch(openedBatch.id), studio.kept);
  const wrapper = ({ children }: { readonly children: ReactNode }) => <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
  const { result, unmount } = renderHook(() => useBatchEdits(studio.kept), { wrapper });
  const change = (...changes: BatchChange[]) => act(() => result.current.change(changes));
  const write = (text: string, rowId = 'one') => change({ type: 'cells', rowId, cells: { topic: text } });
  const writeForAll = (cells: Cells) => change({ type: 'common', cells });
  const saved = () => act(() => result.current.saved());
  const topic = (id = 'one') => topicOf(result.current.batch, id);
  return {
    studio,
    edits: () => result.current,
    change,
    write,
    writeForAll,
    saved,
    topic,
    unmount,
    kept: (id = 'one') => topicOf(studio.kept, id),
  };
}

/** What toasts say. */
export const told = () => useToasts.getState().toasts.map(({ text, hint }) => [text, hint ?? ''].join(' ').trim());

/** Each test begins with a page in English that has kept nothing, and leaves nothing behind. */
export function aroundEachEdit(): void {
  beforeEach(async () => {
    await i18next.changeLanguage('en');
    useToasts.setState({ toasts: [] });
    localStorage.clear();
    setConnection('online');
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
