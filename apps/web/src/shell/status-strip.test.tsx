import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { JobNotice } from '../notice/job-notice.tsx';
import { sampleListedJob } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleEntry, sampleSystem } from '../testing/samples.ts';
import { StatusStrip } from './status-strip.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the strip in the top bar', () => {
  it('W14 has the same figure as the title of the page while a document is polished', async () => {
    const job = sampleListedJob(1, { kind: 'polish', progress: { done: 50, total: 600 } });
    const place = { conversationId: null, documentId: job.documentId, action: 'polish', urgency: 'job', state: 'reading' } as const;
    new FakeStudio({
      getSystem: () => sampleSystem(),
      listModels: () => ({ models: [] }),
      listQueue: () => [sampleEntry(2, place)],
      listJobs: () => ({ jobs: [job] }),
      getNightRun: () => ({ nightRun: null, summary: null }),
      listBatches: () => ({ batches: [], total: 0 }),
    });
    await renderStudio(
      <>
        <StatusStrip />
        <JobNotice />
      </>,
    );
    expect(await screen.findByText('Polishing, 8% done')).toBeTruthy();
    await waitFor(() => expect(document.title).toMatch(/^8% ·/u));
  });

  it('Y25 says its percent to the eye where there is no room for the words', async () => {
    new FakeStudio({
      getSystem: () => sampleSystem({ engine: { ...sampleSystem().engine, state: 'loading', percent: 37.6 } }),
      listModels: () => ({ models: [] }),
      listQueue: () => [],
    });
    await renderStudio(<StatusStrip />);
    await screen.findByText('Loading model 38%');
    expect(document.querySelector('.strip-percent')?.textContent).toBe('38%');
  });
});
