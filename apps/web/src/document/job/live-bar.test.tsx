import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sampleDocument, sampleJob, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';

afterEach(cleanup);

const paused = sampleDocument({ sections: [sampleSection(1)], job: sampleJob({ state: 'paused' }) });
const offers = () => screen.queryAllByRole('button', { name: /^(Go on|Stop)/ });

describe('the bar above the tabs of a phone', () => {
  it('S7: lets a job that rests go on, but not that of a document in the bin', async () => {
    await openDocumentPage(paused);
    await screen.findByRole('heading', { level: 1 });
    expect(offers()).not.toEqual([]);
    expect(screen.getByText(/^Paused, [\d,]+ \/ [\d,]+ words$/u)).toBeTruthy(); // how much stands there, as in lists
    cleanup();
    await openDocumentPage({ ...paused, binnedAt: '2026-11-20T08:00:00.000Z' });
    await screen.findByRole('button', { name: 'Put back' });
    expect(offers()).toEqual([]);
  });

  it('S14 tells only how much is written of a text without a length to come to', async () => {
    const version = sampleVersion(1, 1, { text: 'Books are patient.', run: sampleRun(4) });
    const detail = sampleDocument({ sections: [sampleSection(1, { version, count: 3 })], job: sampleJob() });
    await openDocumentPage({ ...detail, brief: { ...detail.brief, isOpenEnded: true } });
    expect(await screen.findByText(/^Section 1, 3 words/u)).toBeTruthy();
  });
});
