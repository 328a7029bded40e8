import type { QueueEntry } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyEvent } from '../studio/live-events.ts';
import { StatusStrip } from '../shell/status-strip.tsx';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleEntry, sampleId, sampleModel, sampleSystem } from '../testing/samples.ts';
import { Toaster } from '../toasts/toaster.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const writing = sampleEntry(1, { state: 'writing', estimate: { waitingMs: 0, readingMs: 0, remainingMs: 118_000 } });
const waiting = [
  sampleEntry(2, { position: 1, estimate: { waitingMs: 118_000, readingMs: null, remainingMs: null } }),
  sampleEntry(3, { position: 2 }),
];
const program = sampleEntry(4, { conversationId: null, title: '', urgency: 'job', owner: 'api', state: 'paused', position: 3 });

/** Shows the strip and opens its panel; the server keeps the order it is given. */
async function openPanel(entries: QueueEntry[], answers: ConstructorParameters<typeof FakeStudio>[0] = {}) {
  let order = entries;
  const studio = new FakeStudio({
    getSystem: () => sampleSystem(),
    listModels: () => ({ models: [sampleModel('demo', { name: 'Demo' })] }),
    listQueue: () => order,
    stopQueued: ({ params }) => (order = order.filter(({ runId }) => runId !== params['id'])),
    moveRun: ({ params, body }) => {
      const moved = order.filter(({ runId }) => runId === params['id']);
      const others = order.filter(({ runId }) => runId !== params['id']);
      const place = others.findIndex(({ runId }) => runId === (body as { before: string }).before);
      order = [...others.slice(0, place), ...moved, ...others.slice(place)].map((entry, position) => ({ ...entry, position }));
      return order;
    },
    ...answers,
  });
  const { queryClient } = await renderStudio(
    <>
      <StatusStrip />
      <Toaster />
    </>,
  );
  const strip = await screen.findByRole('button', { name: /Engine/ });
  if (entries.length > 0) await waitFor(() => expect(strip.textContent).toMatch(/Writing|waiting/));
  fireEvent.click(strip);
  const panel = await screen.findByRole('dialog', { name: 'At work and waiting' });
  return { studio, queryClient, panel, stripText: strip.textContent };
}
const titles = (panel: HTMLElement) =>
  within(panel)
    .getAllByRole('listitem')
    .map((row) => row.querySelector('.queue-title')?.textContent);

describe('the queue', () => {
  it('says in the top bar how many wait and how long what is at work may take', async () => {
    const { stripText } = await openPanel([writing, ...waiting, program]);
    expect(stripText).toContain('3 waiting');
    expect(stripText).toContain('about 2 min left');
  });

  it('lists what is at work, rests and waits, with times only where they are known', async () => {
    const { panel } = await openPanel([writing, ...waiting, program]);
    const rows = within(panel).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      'Conversation 1Writingabout 2 min left',
      'Conversation 2Waiting, 1 aheadits turn in about 2 min',
      'Conversation 3Waiting, 2 ahead',
      'Request through the APIResting for something urgent',
    ]);
    expect(within(panel).getByRole('link', { name: 'Conversation 2' }).getAttribute('href')).toBe(`/c/${sampleId(2)}`);
  });

  it('leads to the document that is written', async () => {
    const section = sampleEntry(5, {
      conversationId: null,
      documentId: sampleId(5),
      title: 'Libraries',
      section: 'Part 1',
      urgency: 'job',
    });
    const { panel } = await openPanel([section]);
    const link = within(panel).getByRole('link', { name: 'Libraries, Part 1' });
    expect(link.getAttribute('href')).toBe(`/documents/${sampleId(5)}`);
    expect([...link.childNodes].map((part) => part.textContent)).toEqual(['Libraries', '', 'Part 1']);
  });

  it('follows the events', async () => {
    const { panel, queryClient } = await openPanel([writing, ...waiting]);
    applyEvent(queryClient, { type: 'queue', entries: [] });
    await waitFor(() => expect(panel.textContent).toContain('Nothing is being read or written.'));
  });

  it('moves at once, tells the server, says so, and keeps the focus', async () => {
    const { panel, studio } = await openPanel([writing, ...waiting]);
    const button = within(panel).getByRole('button', { name: 'Earlier: Conversation 3' });
    button.focus();
    fireEvent.click(button);
    await waitFor(() => expect(titles(panel)).toEqual(['Conversation 1', 'Conversation 3', 'Conversation 2']));
    expect(studio.calls.findLast(({ name }) => name === 'moveRun')).toMatchObject({
      params: { id: waiting[1]?.runId },
      body: { before: waiting[0]?.runId },
    });
    expect(within(panel).getByRole('status').textContent).toBe('“Conversation 3” now has 1 ahead');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Earlier: Conversation 3');
    fireEvent.click(within(panel).getByRole('button', { name: 'Later: Conversation 3' }));
    await waitFor(() => expect(titles(panel)).toEqual(['Conversation 1', 'Conversation 2', 'Conversation 3']));
  });

  it('shows the true order again when a move was refused', async () => {
    const refusal = { code: 'conflict', message: 'It does not wait any more.', retryable: false } as const;
    const { panel } = await openPanel([writing, ...waiting], { moveRun: () => refusal });
    fireEvent.click(within(panel).getByRole('button', { name: 'Earlier: Conversation 3' }));
    await waitFor(() => expect(document.querySelector('.toaster')?.textContent).not.toBe(''));
    await waitFor(() => expect(titles(panel)).toEqual(['Conversation 1', 'Conversation 2', 'Conversation 3']));
  });

  it('stops a run once', async () => {
    const { panel, studio } = await openPanel([writing, ...waiting]);
    const stop = within(panel).getByRole('button', { name: 'Stop: Conversation 1' });
    fireEvent.click(stop);
    fireEvent.click(stop);
    expect(panel.textContent).toContain('Stopping');
    await waitFor(() => expect(within(panel).getByRole('status').textContent).toBe('“Conversation 1” was stopped'));
    expect(titles(panel)).toEqual(['Conversation 2', 'Conversation 3']);
    expect(studio.calls.filter(({ name }) => name === 'stopQueued')).toHaveLength(1);
  });

  it('closes with Esc and gives the focus back', async () => {
    await openPanel([writing]);
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement?.className).toContain('strip');
  });
});
