import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { plainBrief } from '@maobi/contract';
import { afterEach, expect, it, vi } from 'vitest';
import { endedRun, sampleDocument, sampleJob, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { useToasts } from '../../toasts/toasts.ts';
import { nextJob } from './next-job.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
  useToasts.setState({ toasts: [] });
});

const press = (target: Element = document.body, fields = {}) => fireEvent.keyDown(target, { key: 'Enter', ctrlKey: true, ...fields });
const written = sampleSection(1, { version: sampleVersion(1, 1), count: 8, state: 'done' });

it('W51 the key begins what the button begins, and says so', async () => {
  const studio = await openDocumentPage(sampleDocument({ sections: [sampleSection(1)] }), { startJob: () => sampleJob() });
  const button = await screen.findByRole('button', { name: /Start writing/ });
  expect(button.getAttribute('aria-keyshortcuts')).toBe('Control+Enter');
  press(document.body, { isComposing: true });
  press(document.body, { shiftKey: true });
  expect(studio.bodiesOf('startJob')).toEqual([]);
  press();
  await waitFor(() => expect(studio.bodiesOf('startJob')).toHaveLength(1));
  expect(useToasts.getState().toasts.map(({ text }) => text)).toContain('Start writing.');
});

it('Y33 a second press on what has begun begins nothing more', async () => {
  const studio = await openDocumentPage(sampleDocument({ sections: [sampleSection(1)] }), { startJob: () => sampleJob() });
  const button = await screen.findByRole('button', { name: /Start writing/ });
  fireEvent.click(button);
  fireEvent.click(button);
  await screen.findByRole('button', { name: 'Pause' });
  expect(studio.bodiesOf('startJob')).toHaveLength(1);
});

it('W51 the key is left to fields, and says why there is nothing to begin', async () => {
  const studio = await openDocumentPage(sampleDocument({ sections: [written] }));
  await screen.findByRole('heading', { level: 1 });
  const field = document.body.appendChild(document.createElement('input'));
  press(field);
  field.remove();
  expect(useToasts.getState().toasts).toEqual([]);
  press();
  expect(useToasts.getState().toasts.at(-1)?.text).toContain('Every section is written');
  expect(studio.bodiesOf('startJob')).toEqual([]);
});

it('W50 begins also in a blank page, whose editor stands open with nothing typed', async () => {
  const brief = plainBrief({ topic: 'Fog', language: 'en', words: 800, isOpenEnded: true });
  const studio = await openDocumentPage(
    sampleDocument({ title: 'Fog', brief, sections: [sampleSection(1, { heading: 'Text', points: [] })] }),
    {
      startJob: () => sampleJob(),
    },
  );
  await screen.findByRole('textbox', { name: /Text/ });
  fireEvent.click(screen.getByRole('button', { name: /Write a beginning/ }));
  await waitFor(() => expect(studio.bodiesOf('startJob')).toHaveLength(1));
});

it('knows what comes next', () => {
  const openEnded = plainBrief({ topic: 'Fog', language: 'en', words: 800, isOpenEnded: true });
  const kindOf = (fields: Parameters<typeof sampleDocument>[0]) => nextJob(sampleDocument(fields))?.kind ?? null;
  expect(kindOf({ sections: [] })).toBe('outline');
  expect(kindOf({ sections: [], outlineRun: sampleRun(1, { action: 'outline' }) })).toBeNull();
  expect(kindOf({ sections: [], outlineRun: endedRun(1, { action: 'outline' }) })).toBe('outline');
  expect(kindOf({ sections: [sampleSection(1)] })).toBe('write');
  expect(kindOf({ sections: [written, sampleSection(2)] })).toBe('goOn');
  expect(kindOf({ sections: [sampleSection(1)], job: sampleJob() })).toBeNull();
  expect(kindOf({ sections: [sampleSection(1)], job: sampleJob({ state: 'paused' }) })).toBe('resume');
  expect(kindOf({ sections: [sampleSection(1)], binnedAt: '2026-11-01T00:00:00.000Z' })).toBeNull();
  expect(kindOf({ sections: [sampleSection(1)], brief: openEnded, title: '' })).toBeNull();
  expect(kindOf({ sections: [sampleSection(1)], brief: openEnded, title: 'Fog' })).toBe('begin');
  expect(kindOf({ sections: [written], brief: openEnded, title: '' })).toBe('extend');
});
