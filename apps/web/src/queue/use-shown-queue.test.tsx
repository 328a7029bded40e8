import type { ListedJob, QueueEntry } from '@maobi/contract';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { keys } from '../studio/keys.ts';
import { putQueue } from '../studio/live-events.ts';
import { sampleListedJob } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleEntry } from '../testing/samples.ts';
import { useJobAtWork, useQueue } from '../studio/queries.ts';
import { useShownQueue } from './use-shown-queue.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** What is in the queue, what is shown of it, and the job that is at work. */
function Titles() {
  const titles = (queue: readonly QueueEntry[]) => queue.map(({ title }) => title).join() || 'nothing';
  return <p role="note">{`${titles(useQueue())}: ${titles(useShownQueue())}, ${useJobAtWork()?.title ?? 'no job'}`}</p>;
}

it('Y37 what a job has written last stays at work until its next text, another job or its end', async () => {
  const entry = sampleEntry(1, { documentId: sampleListedJob(1).documentId, state: 'writing', title: 'A door' });
  new FakeStudio({ listQueue: () => [entry] });
  const { queryClient } = await renderStudio(<Titles />);
  const queue = (now: readonly QueueEntry[]) => act(() => putQueue(queryClient, [...now]));
  const jobs = (now: readonly ListedJob[]) => act(() => void queryClient.setQueryData(keys.jobs, now));
  const [first, second] = [sampleListedJob(1, { title: 'First' }), sampleListedJob(2, { title: 'Second' })];
  await screen.findByText('A door: A door, no job');
  jobs([first]);
  queue([]);
  await screen.findByText('nothing: A door, First');
  queue([{ ...entry, title: 'A window' }]);
  await screen.findByText('A window: A window, First');
  queue([]);
  await screen.findByText('nothing: A window, First');
  jobs([{ ...first, state: 'done' }]);
  await screen.findByText('nothing: nothing, no job');
  jobs([{ ...first, state: 'done' }, second]);
  expect(await screen.findByText('nothing: nothing, Second')).toBeDefined();
});
