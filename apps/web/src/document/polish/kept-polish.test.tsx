import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sampleDocument, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleSystem } from '../../testing/samples.ts';
import { Toaster } from '../../toasts/toaster.tsx';
import { DocumentPage } from '../document-page.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const runs = [7, 8, 9, 10, 11].map((number) => sampleRun(number, { action: 'polish' }));

/** A document with one section, opened anew; what a polish of it writes is told by the studio every time. */
async function openDocument(text: string, written = 'Books are kind.') {
  const section = sampleSection(1, { version: sampleVersion(1, 1, { text }), count: 8, state: 'done' });
  const begun = runs.values();
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    listVersions: () => ({ versions: [] }),
    listComments: () => ({ comments: [] }),
    warmDocument: () => ({}),
    getDocument: () => sampleDocument({ sections: [section] }),
    polishText: () => begun.next().value!,
  });
  for (const run of runs) {
    studio.tell(run.id, { type: 'text', seq: 1, text: written, written: 9 });
    studio.tell(run.id, { type: 'ended', run: { ...run, state: 'done', endedAt: run.createdAt } });
  }
  await renderStudio(
    <>
      <DocumentPage documentId={section.documentId} />
      <Toaster />
    </>,
  );
  await screen.findByRole('heading', { level: 1 });
  return studio;
}

async function polishIt() {
  fireEvent.click(screen.getByRole('button', { name: /^Polish: / }));
  fireEvent.click(await screen.findByRole('button', { name: 'Improve' }));
  await screen.findByText('Change 1 of 1');
}

const offer = () => screen.queryByRole('button', { name: 'Look at it' });

describe('W6 a wording that was not decided on', () => {
  it('is back with one press when it was discarded', async () => {
    await openDocument('Books are patient.');
    await polishIt();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(screen.queryByText('Change 1 of 1')).toBeNull();
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText('Change 1 of 1');
    expect(document.querySelector('.hunk ins')?.textContent).toBe('kind');
  });

  it('is offered again at its passage, wherever that stands now, until it is decided on', async () => {
    await openDocument('Books are patient.');
    await polishIt();
    cleanup();
    await openDocument('Before it.\n\nBooks are patient.');
    fireEvent.click(await screen.findByRole('button', { name: 'Look at it' }));
    await screen.findByText('Change 1 of 1');
    expect(document.querySelector('.polish-region')?.textContent).toBe('Books are patientkind.');
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    cleanup();
    await openDocument('Books are patient.');
    expect(offer()).toBeNull();
  });

  it('is offered no more when its passage is gone', async () => {
    await openDocument('Books are patient.');
    await polishIt();
    cleanup();
    await openDocument('Something else.');
    cleanup();
    await openDocument('Books are patient.');
    expect(offer()).toBeNull();
  });
});

it('W6 a wording that changes nothing does not count as one of three', async () => {
  const asItWas = 'Books are patient.';
  const studio = await openDocument(asItWas, asItWas);
  fireEvent.click(screen.getByRole('button', { name: /^Polish: / }));
  fireEvent.click(await screen.findByRole('button', { name: 'Improve' }));
  for (let times = 1; times <= 4; times += 1) {
    await screen.findByRole('toolbar', { name: 'Judge the changes' });
    expect(screen.queryByRole('group', { name: /^Wording/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(studio.bodiesOf('polishText')).toHaveLength(times + 1));
  }
});
