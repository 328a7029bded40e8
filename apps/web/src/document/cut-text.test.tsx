import type { DocumentDetail } from '@maobi/contract';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { keys } from '../studio/keys.ts';
import { endedRun, sampleDocument, sampleJob, sampleRun, sampleSection, sampleVersion } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { DocumentPage } from './document-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('W72 nothing is shown of what a text loses as its run has ended and it is cut', async () => {
  const run = sampleRun(3);
  const begun = sampleVersion(2, 2, { text: 'Books ', run, lastSeq: 1 });
  let kept = sampleDocument({ job: sampleJob(), sections: [sampleSection(2, { state: 'writing', version: begun, count: 1 })] });
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    getDocument: () => kept,
  });
  const { queryClient } = await renderStudio(<DocumentPage documentId={kept.id} />);
  studio.tell(run.id, { type: 'text', seq: 2, text: 'are patient. And they', written: 6 });
  expect(await screen.findByText('Books are patient. And they')).toBeTruthy();
  const version = sampleVersion(5, 2, { text: 'Books are patient.' });
  kept = { ...kept, job: null, sections: [sampleSection(2, { version, count: 3, state: 'done' })] };
  const stood = new Set<string>();
  const stopNoting = queryClient.getQueryCache().subscribe(() => {
    const standing = queryClient.getQueryData<DocumentDetail>(keys.document(kept.id))?.sections[0]?.version;
    if (standing?.run?.endedAt !== null) stood.add(standing?.text ?? '');
  });
  studio.tell(run.id, { type: 'ended', run: endedRun(3, { state: 'length' }) });
  await waitFor(() => expect(screen.getByText('Books are patient.')).toBeTruthy());
  stopNoting();
  expect([...stood]).toEqual(['Books are patient.']);
});
