import type { RunState } from '@maobi/contract';
import { cleanup } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { endedRun, sampleDocument, sampleSection } from '../../testing/document-samples.ts';
import { renderStudio } from '../../testing/fake-studio.tsx';
import type { DocumentActions } from '../document-actions.ts';
import { planToWrite, useWriteAfterOutline } from './write-after-outline.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

it.each<[RunState, number]>([
  ['done', 1],
  ['length', 0],
  ['interrupted', 0],
])('L4 begins to write by itself after an outline that ended as %s: %d times', async (state, times) => {
  const outlineRun = endedRun(1, { action: 'outline', state });
  const detail = sampleDocument({ sections: [sampleSection(1)], outlineRun, job: null });
  const startJob = vi.fn<() => Promise<void>>(async () => undefined);
  const actions = { startJob } as unknown as DocumentActions;
  function Page() {
    useWriteAfterOutline(detail, actions);
    return null;
  }
  planToWrite(detail.id, outlineRun.id);
  await renderStudio(<Page />);
  expect(startJob).toHaveBeenCalledTimes(times);
});
