import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { DocumentPage } from '../document-page.tsx';
import { sampleDocument, sampleSection } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';

afterEach(cleanup);

it('Y23: brings the aide over the text and takes it away, by its button and by a press on the text', async () => {
  const standing = sampleDocument({ sections: [sampleSection(1)] });
  new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    warmDocument: () => ({}),
    getDocument: () => standing,
  });
  await renderStudio(<DocumentPage documentId={standing.id} />);
  const page = (await screen.findByRole('heading', { level: 1 })).closest<HTMLElement>('.document');
  fireEvent.click(screen.getByRole('button', { name: 'Show the aide' }));
  expect(page?.dataset['pane']).toBe('aide');
  fireEvent.click(screen.getByRole('button', { name: 'Hide the aide' }));
  expect(page?.dataset['pane']).toBe('text');
  fireEvent.click(screen.getByRole('button', { name: 'Show the aide' }));
  fireEvent.pointerDown(screen.getByRole('region', { name: 'Text' }));
  expect(page?.dataset['pane']).toBe('text');
});
