import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleJob, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { DocumentPage } from '../document-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('W5 gives up the room for what is still to come with the words that are shown, while the page around counts now and then', async () => {
  vi.spyOn(performance, 'now').mockReturnValue(1000); // less than a second passes
  const run = sampleRun(3);
  const version = sampleVersion(1, 1, { text: 'Books ', run, lastSeq: 1 });
  const standing = sampleDocument({ job: sampleJob(), sections: [sampleSection(1, { state: 'writing', version, count: 1 })] });
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    getDocument: () => standing,
  });
  await renderStudio(<DocumentPage documentId={standing.id} />);
  studio.tell(run.id, { type: 'text', seq: 2, text: 'are patient.', written: 4 });
  await screen.findByText('Books are patient.');
  studio.tell(run.id, { type: 'text', seq: 3, text: ' They stay.'.repeat(20), written: 60 });
  await screen.findByText(/They stay/);
  expect(screen.getByText('3 / 200 words')).toBeTruthy();
  const room = document.querySelector<HTMLElement>('.cells');
  expect(room?.style.getPropertyValue('--rows')).toBe(String(Math.ceil((200 - 43) / 11)));
});
