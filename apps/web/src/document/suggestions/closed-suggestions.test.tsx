import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleId, sampleSystem } from '../../testing/samples.ts';
import { DocumentPage } from '../document-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('W13 suggestions that are closed lead back to their section, also far down a long document', async () => {
  const written = (number: number) =>
    sampleSection(number, { version: sampleVersion(number, number, { text: 'word '.repeat(800) }), state: 'done' });
  const last = { ...written(9), suggestion: { id: sampleId(9), text: 'Books are kind.' } };
  const detail = sampleDocument({ sections: [...Array.from({ length: 8 }, (_, index) => written(index + 1)), last] });
  new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    listComments: () => ({ comments: [] }),
    warmDocument: () => ({}),
    getDocument: () => detail,
  });
  await renderStudio(<DocumentPage documentId={detail.id} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Look at them' }));
  const close = await screen.findByRole('button', { name: 'Back to the text' });
  const laterFrame = requestAnimationFrame;
  let isDrawing = false;
  // the frame comes before the text is drawn; what goes on from frame to frame gets its frames as ever
  vi.stubGlobal('requestAnimationFrame', (draw: FrameRequestCallback) => {
    if (isDrawing) return laterFrame(draw);
    isDrawing = true;
    draw(0);
    isDrawing = false;
    return 0;
  });
  fireEvent.click(close);
  await waitFor(() => expect(document.activeElement?.id).toBe(`section-${last.id}`));
});
