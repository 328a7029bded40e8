import type { Message, Run } from '@maobi/contract';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderStudio } from '../../testing/fake-studio.tsx';
import { sampleId } from '../../testing/samples.ts';
import type { RunView } from '../stream/run-follower.ts';
import { MarginNotes } from './margin-notes.tsx';
import { RunProgress } from './run-progress.tsx';

afterEach(cleanup);

const base: RunView = {
  phase: 'reading',
  position: 0,
  turnInMs: null,
  loadedPercent: 0,
  reading: { done: 1940, total: 2000, cached: 1940, remainingMs: null },
  text: '',
  written: 0,
  tokensPerSecond: null,
  isLost: false,
  run: null,
  lastSeq: 0,
};

function answerWith(cachedTokens: number): Message {
  const run = {
    model: 'demo',
    usage: { promptTokens: 2000, cachedTokens, writtenTokens: 80 },
    timings: { queuedMs: 0, readingMs: 1000, writingMs: 8000 },
  } as Run;
  const at = '2026-11-01T00:00:00.000Z';
  return {
    id: sampleId(2),
    conversationId: sampleId(1),
    parentId: null,
    role: 'assistant',
    text: 'Spring',
    createdAt: at,
    run,
    lastSeq: 1,
  };
}

describe('what an answer tells of its prompt', () => {
  it('is how much was kept, with the exact tokens', async () => {
    await renderStudio(<MarginNotes question={null} answer={answerWith(1940)} view={null} />);
    const note = screen.getByTitle('Read 60 of 2,000 tokens; 1,940 were kept from before and not read again.');
    expect(note.textContent).toContain('97% kept');
  });

  it('is nothing when all of it was read', async () => {
    const { container } = await renderStudio(<MarginNotes question={null} answer={answerWith(0)} view={null} />);
    expect(container.textContent).not.toContain('kept');
  });
});

describe('what is told of the prompt while the answer is made', () => {
  it('is nothing while the progress tells it, and all of it once something is written', async () => {
    const { container, rerender, queryClient } = await renderStudio(<MarginNotes question={null} answer={null} view={base} />);
    expect(container.textContent).toBe('');
    const writing = { ...base, phase: 'writing', text: 'Spring', written: 1 } as const;
    rerender(
      <QueryClientProvider client={queryClient}>
        <MarginNotes question={null} answer={null} view={writing} />
      </QueryClientProvider>,
    );
    expect(screen.getByText('Read 60 tokens')).toBeTruthy();
  });
});

describe('the progress of an answer', () => {
  it('begins with the share that was kept', async () => {
    await renderStudio(<RunProgress view={base} />);
    const bar = screen.getByRole('progressbar');
    expect(bar.getAttribute('aria-valuenow')).toBe('97');
    expect(bar.querySelector('i')?.style.getPropertyValue('--kept')).toBe('97%');
    expect(screen.getByText(/1,940 of 2,000 tokens read, 1,940 of them before/)).toBeDefined();
  });

  it('says that it rests, and keeps how far it was', async () => {
    await renderStudio(<RunProgress view={{ ...base, phase: 'paused' }} />);
    expect(screen.getByText('It goes on by itself afterwards. What was read and written is kept.')).toBeDefined();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('97');
  });

  it('says how long it waits only when that is known', async () => {
    const { rerender } = await renderStudio(<RunProgress view={{ ...base, phase: 'queued', position: 2, turnInMs: 121_000 }} />);
    expect(screen.getByText('about 2 min')).toBeDefined();
    rerender(<RunProgress view={{ ...base, phase: 'queued', position: 2, turnInMs: null }} />);
    expect(screen.queryByText(/about/)).toBeNull();
  });
});
