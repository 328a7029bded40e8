import type { ErrorBody } from '@maobi/contract';
import { cleanup, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleBatch } from '../testing/batch-samples.ts';
import { FakeLocks } from '../testing/fake-locks.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleId } from '../testing/samples.ts';
import { BatchListPage } from './batch-list-page.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const keyOf = (number: number, tab: string) => `maobi.batch-changes.${sampleId(number)}.${tab}`;
const keep = (...keys: string[]) => keys.forEach((key) => localStorage.setItem(key, '[{"type":"common","cells":{"tone":"dry"}}]'));

it('B59 what is kept for another data folder at the same address stays, although its batches are not found here', async () => {
  localStorage.setItem('maobi.studio', 'here');
  const keyIn = (studio: string) => `maobi.batch-changes.${studio}.${sampleId(2)}.closed`;
  keep(keyIn('here'), keyIn('elsewhere'));
  new FakeStudio({
    listBatches: () => ({ batches: [], total: 0 }),
    listTemplates: () => ({ templates: [], problems: [] }),
    getBatch: () => ({ code: 'not-found', message: 'Gone.', retryable: false }),
  });
  await renderStudio(<BatchListPage />);
  await waitFor(() => expect(Object.keys(localStorage).toSorted()).toEqual([keyIn('elsewhere'), 'maobi.studio']));
});

it('B57 what is kept of deleted batches goes, what another tab holds when that is gone, and all else stays', async () => {
  const locks = new FakeLocks();
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: locks } }));
  const close = locks.holdElsewhere(keyOf(2, 'open'));
  keep(keyOf(1, 'closed'), keyOf(2, 'closed'), keyOf(2, 'open'), keyOf(3, 'closed'), keyOf(4, 'closed'));
  const failures: Record<string, ErrorBody> = {
    [sampleId(2)]: { code: 'not-found', message: 'Gone.', retryable: false },
    [sampleId(3)]: { code: 'internal', message: 'Broken.', retryable: true },
    [sampleId(4)]: { code: 'not-found', message: 'Gone.', retryable: false },
  };
  new FakeStudio({
    listBatches: () => ({ batches: [], total: 0 }),
    listTemplates: () => ({ templates: [], problems: [] }),
    getBatch: ({ params }) => failures[params['id'] ?? ''] ?? sampleBatch(1),
  });
  await renderStudio(<BatchListPage />);
  const left = [keyOf(1, 'closed'), keyOf(3, 'closed')];
  await waitFor(() => expect(Object.keys(localStorage).toSorted()).toEqual([...left, keyOf(2, 'open')].toSorted()));
  close();
  await waitFor(() => expect(Object.keys(localStorage).toSorted()).toEqual(left));
});
