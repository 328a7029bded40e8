import type { DocumentDetail, ListedJob } from '@maobi/contract';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endedRun, sampleDocument, sampleListedJob, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import type { DocumentActions } from '../document-actions.ts';
import { OutlineSummary } from './outline-summary.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function show(fields: Partial<DocumentDetail>, jobs: ListedJob[] = []) {
  new FakeStudio({ listJobs: () => ({ jobs }) });
  const detail = sampleDocument(fields);
  const actions = {} as DocumentActions;
  await renderStudio(<OutlineSummary detail={detail} sections={detail.sections} live={null} pace={null} actions={actions} />);
}

describe('how a document stands', () => {
  it.each([
    [{ state: 'done' }, 'The model named no section: plan it once more, or add one yourself.'],
    [{ state: 'interrupted' }, 'Planning was cut off: plan it once more.'],
    [
      { state: 'failed', error: { code: 'out-of-memory', message: 'No memory.', retryable: false } },
      /^It could not be planned\. .*memory/i,
    ],
  ] as const)('says why there is no outline although one was asked for: %j', async (run, told) => {
    await show({ sections: [], outlineRun: endedRun(1, { action: 'outline', ...run }) });
    expect(screen.getByText(told)).toBeTruthy();
  });

  it('L4 says that the outline ended before all its sections were there, until something is made of it', async () => {
    const outlineRun = endedRun(1, { action: 'outline', state: 'length' });
    const told = /^The outline ended early: 2 sections, which share the whole length\./;
    await show({ sections: [sampleSection(1), sampleSection(2)], outlineRun });
    expect(screen.getByText(told)).toBeTruthy();
    cleanup();
    await show({ sections: [sampleSection(1, { version: sampleVersion(1, 1), count: 8 }), sampleSection(2)], outlineRun });
    expect(screen.queryByText(told)).toBeNull();
  });

  it('J12 tells how far polishing is, and when it is done', async () => {
    const job = sampleListedJob(1, {
      kind: 'polish',
      progress: { done: 240, total: 600 },
      estimate: { waitingMs: 0, remainingMs: 118_000 },
    });
    await show({ sections: [sampleSection(1, { version: sampleVersion(1, 1), count: 8 })], job }, [job]);
    expect((await screen.findByText('Polishing, 40%')).parentElement?.textContent).toMatch(/ends at \d/);
  });

  it('X11: does not speak a figure that changes all the time, and does speak a state', async () => {
    const job = sampleListedJob(1, { kind: 'polish', progress: { done: 240, total: 600 } });
    await show({ sections: [sampleSection(1, { version: sampleVersion(1, 1), count: 8 })], job }, [job]);
    expect((await screen.findByText('Polishing, 40%')).closest('[role="status"]')?.getAttribute('aria-live')).toBe('off');
    cleanup();
    await show({ sections: [], outlineRun: endedRun(1, { action: 'outline', state: 'done' }) });
    expect(screen.getAllByRole('status').every((said) => !said.hasAttribute('aria-live'))).toBe(true);
  });

  it('shows by which rule words are counted (S6)', async () => {
    await show({ sections: [sampleSection(1, { version: sampleVersion(1, 1), count: 8 })] });
    const rule = /Every Chinese character, every word and every number counts as one/;
    expect(screen.getByTitle(rule).textContent).toContain('8 words written');
  });
});
