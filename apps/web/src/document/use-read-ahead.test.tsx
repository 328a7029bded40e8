import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleDocument, sampleJob, sampleSection } from '../testing/document-samples.ts';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { useReadAhead } from './use-read-ahead.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const section = sampleSection(1);
const detail = sampleDocument({ sections: [section] });
const asked = ({ calls }: FakeStudio) => calls.map(({ name, body }) => `${name} ${JSON.stringify(body)}`);
const soon = () => vi.advanceTimersByTimeAsync(5000);

/** Presses on something that belongs to a section: its text, or its row of the outline. */
function press(attribute: 'data-section-id' | 'data-section'): void {
  const around = document.createElement('div');
  around.setAttribute(attribute, section.id);
  const words = around.appendChild(document.createElement('p'));
  document.body.append(around);
  words.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
}

describe('reading a document ahead (G19)', () => {
  it('is asked for when it is opened, for what is to be written next', async () => {
    const fake = new FakeStudio({ warmDocument: () => ({}) });
    const { rerender } = renderHook(() => useReadAhead(detail));
    rerender();
    await soon();
    expect(asked(fake)).toEqual(['warmDocument {}']);
  });

  it.each(['data-section-id', 'data-section'] as const)(
    'is asked for the section that is pressed on by its %s, once for several presses',
    async (attribute) => {
      const fake = new FakeStudio({ warmDocument: () => ({}) });
      renderHook(() => useReadAhead(detail));
      await soon();
      for (let presses = 0; presses < 3; presses++) press(attribute);
      await soon();
      expect(asked(fake).slice(1)).toEqual([`warmDocument {"sectionId":"${section.id}"}`]);
    },
  );

  it.each([
    ['a job writes it', { job: sampleJob({ state: 'open' }) }],
    ['it lies in the bin', { binnedAt: '2026-11-26T00:00:00.000Z' }],
    ['nothing is planned', { sections: [] }],
  ])('is not asked for while %s', async (_name, change) => {
    const fake = new FakeStudio({ warmDocument: () => ({}) });
    renderHook(() => useReadAhead({ ...detail, ...change }));
    await soon();
    press('data-section-id');
    await soon();
    expect(asked(fake)).toEqual([]);
  });
});
