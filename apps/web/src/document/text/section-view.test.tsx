import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument, sampleJob, sampleRun, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';

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
  const studio = await openDocumentPage(standing);
  studio.tell(run.id, { type: 'text', seq: 2, text: 'are patient.', written: 4 });
  await screen.findByText('Books are patient.');
  studio.tell(run.id, { type: 'text', seq: 3, text: ' They stay.'.repeat(20), written: 60 });
  await screen.findByText(/They stay/);
  expect(screen.getByText('3 / 200 words')).toBeTruthy();
  const room = document.querySelector<HTMLElement>('.cells');
  expect(room?.style.getPropertyValue('--rows')).toBe(String(Math.ceil((200 - 43) / 11)));
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
