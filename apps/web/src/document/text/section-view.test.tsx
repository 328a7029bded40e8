import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleJob, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('W72 has the room of a section and of what can be done with it stay as it is while words come into it', async () => {
  const run = sampleRun(3);
  const version = sampleVersion(1, 1, { text: 'Books ', run, lastSeq: 1 });
  const standing = sampleDocument({ job: sampleJob(), sections: [sampleSection(1, { state: 'writing', version, count: 1 })] });
  const studio = await openDocumentPage(standing);
  const room = () => document.querySelector<HTMLElement>('.manuscript-room')!;
  const rows = () => room().style.getPropertyValue('--rows');
  studio.tell(run.id, { type: 'text', seq: 2, text: 'are patient.', written: 4 });
  const words = await screen.findByText('Books are patient.');
  expect(words.closest('.manuscript-room')).toBe(room());
  expect(rows()).toBe(String(Math.ceil(200 / 11)));
  studio.tell(run.id, { type: 'text', seq: 3, text: ' They stay.'.repeat(20), written: 60 });
  await screen.findByText(/They stay/);
  expect(rows()).toBe(String(Math.ceil(200 / 11)));
  expect(document.querySelector('.text-section .section-actions')).not.toBeNull();
});

it('Z2 a section far down stands there as its words, and is the same section when it comes near and can be changed', async () => {
  const come = new Map<Element, () => void>();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(hear: (entries: object[]) => void) {
        this.#hear = hear;
      }
      readonly #hear: (entries: object[]) => void;
      observe(target: Element): void {
        const boundingClientRect = { top: 5000, bottom: 6000 };
        come.set(target, () => this.#hear([{ target, isIntersecting: true, boundingClientRect }]));
      }
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  const text = (number: number) => `**Words** ${number}. ${'They stay. '.repeat(400)}`;
  const sections = [1, 2, 3, 4].map((number) => {
    return sampleSection(number, { version: { ...sampleVersion(number, number), text: text(number) }, count: 800, state: 'done' });
  });
  const standing = sampleDocument({ sections });
  await openDocumentPage(standing);
  const heading = await screen.findByRole('heading', { name: /Part 4/, level: 2 });
  const section = heading.closest('section')!;
  expect(section.querySelector('.plain-text')?.textContent).toBe(text(4));
  expect(section.querySelector('button')).toBeNull();
  section.focus();
  await act(async () => come.get(section)?.());
  expect(await screen.findByText('Words', { selector: `[data-text="${sections[3]?.id}"] strong` })).toBeTruthy();
  expect(screen.getByRole('heading', { name: /Part 4/, level: 2 })).toBe(heading);
  expect(document.activeElement).toBe(section);
  fireEvent.keyDown(section, { key: 'Enter' });
  expect(await screen.findByRole('textbox', { name: /Part 4/ })).toBeTruthy();
  // a press on one that is still far begins there as well
  const far = screen.getByRole('heading', { name: /Part 3/, level: 2 }).closest('section')!;
  expect(far.dataset['far']).toBe('true');
  fireEvent.mouseUp(far.querySelector('.plain-text')!, { button: 0, detail: 1 });
  fireEvent.keyDown(document.body, { key: 'x' });
  expect(await screen.findByRole('textbox', { name: /Part 3/ })).toBeTruthy();
});

it('X15 a section far down is drawn in full before the page is put on paper', async () => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  const text = (number: number) => `**Words** ${number}. ${'They stay. '.repeat(400)}`;
  const sections = [1, 2, 3, 4].map((number) =>
    sampleSection(number, { version: { ...sampleVersion(number, number), text: text(number) }, count: 800, state: 'done' }),
  );
  await openDocumentPage(sampleDocument({ sections }));
  const section = (await screen.findByRole('heading', { name: /Part 4/, level: 2 })).closest('section');
  expect(section?.textContent).toContain('**Words** 4.');
  act(() => void fireEvent(window, new Event('beforeprint')));
  expect(section?.textContent).not.toContain('**Words** 4.');
  expect(section?.querySelector('strong')?.textContent).toBe('Words');
});
