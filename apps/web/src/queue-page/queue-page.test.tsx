import type { ListedJob, NightPlan, QueueEntry } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleListedJob } from '../testing/document-samples.ts';
import { sampleEntry } from '../testing/samples.ts';
import { withMoved } from './job-order.ts';
import { QueuePage } from './queue-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

const atWork = sampleListedJob(1, { progress: { done: 240, total: 600 }, estimate: { waitingMs: 0, remainingMs: 118_000 } });
const waiting = sampleListedJob(2, { wait: 'turn', kind: 'polish', estimate: { waitingMs: 118_000, remainingMs: 60_000 } });
const resting = sampleListedJob(3, { state: 'paused', error: { code: 'engine-failed', message: 'It broke.', retryable: true } });
const ended = sampleListedJob(4, { state: 'done', endedAt: '2026-11-01T01:00:00.000Z', progress: null });
const noPlan: NightPlan = { nightRun: null, summary: null };

async function openPage(plan = noPlan, jobs: ListedJob[] = [atWork, waiting, resting, ended], queue: QueueEntry[] = []) {
  let [order, now] = [jobs, plan];
  const studio = new FakeStudio({
    listJobs: () => ({ jobs: order }),
    listQueue: () => queue,
    getNightRun: () => now,
    moveJob: ({ params, body }) => {
      order = withMoved(order, params['id'] ?? '', (body as { before: string | null }).before);
      return { jobs: order };
    },
    pauseJob: ({ params }) => {
      order = order.map((job) => (job.id === params['id'] ? { ...job, state: 'paused', wait: null } : job));
      return order[0] as ListedJob;
    },
    setNightRun: ({ body }) => {
      const { from = null, until, isNightly = false } = body as { from?: string; until: string; isNightly?: boolean };
      const times = { startsAt: '2099-01-01T22:00:00.000Z', endsAt: '2099-01-02T06:00:00.000Z' };
      now = { ...now, nightRun: { from, until, isNightly, ...times } };
      return now;
    },
    cancelNightRun: () => (now = { ...now, nightRun: null }),
    seeNightSummary: () => (now = { ...now, summary: now.summary && { ...now.summary, isSeen: true } }),
  });
  await renderStudio(<QueuePage />);
  await screen.findByRole('heading', { name: 'Queue' });
  return studio;
}
const titles = () => [...document.querySelectorAll('.job-title > a')].map(({ textContent }) => textContent);

describe('the queue page', () => {
  it('J12 tells what each job does, how far it is and when it is done', async () => {
    await openPage();
    const [first, second, third] = [...document.querySelectorAll<HTMLElement>('.job-row')];
    expect(first?.textContent).toContain('Writing40% done');
    expect(first?.textContent).toContain('2 min left');
    expect(
      within(first as HTMLElement)
        .getByRole('progressbar')
        .getAttribute('aria-valuenow'),
    ).toBe('40');
    expect(second?.textContent).toMatch(/Polishing.*Waiting.*begins at/u);
    expect(third?.textContent).toContain('Paused');
    expect(third?.querySelector('.job-error')?.textContent).not.toBe('');
    expect(screen.getByRole('link', { name: 'Document 4' })).toBeTruthy();
  });

  it('J10 moves a job by its menu at once, tells the studio, and says so', async () => {
    const studio = await openPage();
    fireEvent.click(screen.getByRole('button', { name: 'Actions for “Document 3”' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Move to the top' }));
    await waitFor(() => expect(titles()).toEqual(['Document 3', 'Document 1', 'Document 2']));
    expect(studio.calls.find(({ name }) => name === 'moveJob')).toMatchObject({ params: { id: resting.id }, body: { before: atWork.id } });
    expect(screen.getByText('“Document 3” is number 1 now')).toBeTruthy();
  });

  it('J12 names what is done besides jobs: outlines and answers, but not the runs of a job once more', async () => {
    const ofDocument = { conversationId: null, urgency: 'job', state: 'writing' } as const;
    await openPage(
      noPlan,
      [atWork],
      [
        sampleEntry(7, { ...ofDocument, documentId: 'other', action: 'outline', title: 'Harbours' }),
        sampleEntry(8, { ...ofDocument, documentId: atWork.documentId, action: 'draft', title: 'Document 1', section: 'Part 1' }),
        sampleEntry(9, { title: 'On letters' }),
      ],
    );
    const besides = await screen.findByRole('region', { name: 'What goes first' });
    await waitFor(() => expect(besides.querySelectorAll('.queue-title')).toHaveLength(2));
    expect(besides.textContent).toMatch(/Harbours.*Planning the outline.*On letters/u);
    expect(titles()).toEqual(['Document 1']);
  });

  it('J12 does not say that nothing is written while an outline is planned', async () => {
    const outline = sampleEntry(7, { conversationId: null, documentId: 'other', action: 'outline', title: 'Harbours', state: 'reading' });
    await openPage(noPlan, [], [outline]);
    expect(await screen.findByRole('link', { name: 'Harbours' })).toBeTruthy();
    expect(screen.queryByText(/Nothing is being written/u)).toBeNull();
  });

  it('Y40 says what its buttons without words do to those who rest on them', async () => {
    await openPage();
    const names = ['Pause: Document 1', 'Actions for “Document 1”'];
    expect(names.map((name) => screen.getByRole('button', { name }).title)).toEqual(names);
  });

  it('pauses a job', async () => {
    const studio = await openPage();
    fireEvent.click(screen.getByRole('button', { name: 'Pause: Document 1' }));
    expect(await screen.findByRole('button', { name: 'Go on: Document 1' })).toBeTruthy();
    expect(studio.calls.filter(({ name }) => name === 'pauseJob')).toHaveLength(1);
  });

  it('N1 sets a night run and calls it off', async () => {
    const studio = await openPage();
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: '06:30' } });
    fireEvent.click(screen.getByLabelText('Every night'));
    fireEvent.click(screen.getByRole('button', { name: 'Run at night' }));
    expect(await screen.findByText('From 23:00 until 06:30. Every night.')).toBeTruthy();
    expect(studio.bodiesOf('setNightRun')).toEqual([{ from: '23:00', until: '06:30', isNightly: true }]);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel, write at any time' }));
    expect(await screen.findByRole('button', { name: 'Run at night' })).toBeTruthy();
  });

  it('N7 says that a night cannot end when it begins, and asks the studio for nothing', async () => {
    const studio = await openPage();
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: '23:00' } });
    expect(screen.getByRole('alert').textContent).toContain('end when it begins');
    fireEvent.click(screen.getByRole('button', { name: 'Run at night' }));
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: '23:01' } });
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Run at night' }));
    await screen.findByText(/From 23:00 until 23:01/u);
    expect(studio.bodiesOf('setNightRun')).toHaveLength(1);
  });

  it('N6 shows what the last night run did until it was seen', async () => {
    const usage = { promptTokens: 1_200, cachedTokens: 900, writtenTokens: 800 };
    const document = {
      documentId: atWork.documentId,
      title: 'Libraries',
      sectionCount: 2,
      words: 640,
      jobState: 'done',
      error: null,
    } as const;
    const times = { startedAt: '2026-11-01T22:00:00.000Z', endedAt: '2026-11-02T06:00:00.000Z' };
    const figures = { documents: [document], leftCount: 1, workedMs: 600_000, usage, isSeen: false };
    await openPage({ nightRun: null, summary: { ...times, ...figures } });
    const panel = screen.getByText('What the last night run did').closest('details') as HTMLDetailsElement;
    expect(panel.open).toBe(true);
    expect(panel.textContent).toContain('Libraries2 sections, 640 words');
    expect(panel.textContent).toContain('1 document is not finished.');
    expect(panel.textContent).toContain('it read 1,200 tokens, 900 of them without reading again, and wrote 800');
    fireEvent.click(within(panel).getByRole('button', { name: 'Seen' }));
    await waitFor(() => expect(panel.open).toBe(false));
  });

  it('W14 asks for permission only when a notification is wanted', async () => {
    const requestPermission = vi.fn<() => Promise<string>>(async () => 'denied');
    vi.stubGlobal('Notification', { requestPermission, permission: 'default' });
    await openPage(noPlan, []);
    expect(requestPermission).not.toHaveBeenCalled();
    fireEvent.click(screen.getByLabelText('Notification'));
    expect((await screen.findByRole('alert')).textContent).toContain('refuses notifications');
    expect((screen.getByLabelText('Notification') as HTMLInputElement).checked).toBe(false);
  });
});
