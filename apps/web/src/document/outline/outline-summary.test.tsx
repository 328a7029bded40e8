import type { DocumentDetail, ListedJob, Section } from '@maobi/contract';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endedRun, sampleDocument, sampleJob, sampleListedJob, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { setConnection } from '../../studio/connection.ts';
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

  it('says of a document that is written which sections have not the length that was asked for', async () => {
    const done = (number: number, fields: Partial<Section>) => sampleSection(number, { version: sampleVersion(number, number), ...fields });
    const short = { count: 90, state: 'short' } as const;
    const headline = () => screen.getByText('All written').parentElement?.textContent;
    await show({
      sections: [done(1, short), done(2, short), done(3, { count: 300, state: 'long' }), done(4, { ...short, isLocked: true })],
    });
    expect(headline()).toBe('All written2 sections short, 1 section long');
    cleanup();
    await show({ sections: [done(1, { count: 200, state: 'done' })] });
    expect(headline()).toBe('All written');
  });

  it('X18 does not say when a text is done while nothing answers, and not that this is soon known', async () => {
    await show({ sections: [sampleSection(1)], job: sampleJob() });
    expect(screen.getByText('the time shows soon')).toBeTruthy();
    act(() => setConnection('lost'));
    expect(screen.getByText('Writing').parentElement?.textContent).toBe('Writinghow far is known once Maobi answers');
    act(() => setConnection('online'));
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
