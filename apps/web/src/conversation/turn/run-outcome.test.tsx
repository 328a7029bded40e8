import type { ErrorBody, Run } from '@maobi/contract';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderStudio } from '../../testing/fake-studio.tsx';
import { RunOutcome } from './run-outcome.tsx';

type Choice = (overflow?: 'drop-oldest-turns') => void;

afterEach(cleanup);

const at = '2026-11-01T00:00:00.000Z';
const run: Run = {
  id: 'r',
  action: 'answer',
  conversationId: 'c',
  messageId: 'a',
  documentId: null,
  versionId: null,
  model: 'demo',
  state: 'failed',
  seed: 1,
  createdAt: at,
  endedAt: at,
  usage: null,
  timings: null,
  error: null,
};

function tooLong(choices: readonly string[]): ErrorBody {
  return { code: 'context-too-long', message: 'too long', retryable: false, details: { choices } };
}

async function chooseAfter(error: ErrorBody, text: string, button: string) {
  const onContinue = vi.fn<Choice>();
  const onRegenerate = vi.fn<Choice>();
  await renderStudio(<RunOutcome run={{ ...run, error }} text={text} onContinue={onContinue} onRegenerate={onRegenerate} />);
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([button]);
  fireEvent.click(screen.getByRole('button'));
  return { continued: onContinue.mock.calls, regenerated: onRegenerate.mock.calls };
}

describe('after an answer that ran out of context', () => {
  const canDrop = tooLong(['drop-oldest-turns', 'shorten', 'larger-context']);

  it('goes on behind what was written, without the oldest turns', async () => {
    const { continued, regenerated } = await chooseAfter(canDrop, 'The leaves fall', 'Leave out the oldest and continue');
    expect(continued).toEqual([['drop-oldest-turns']]);
    expect(regenerated).toEqual([]);
  });

  it('begins again without the oldest turns when nothing was written', async () => {
    const { continued, regenerated } = await chooseAfter(canDrop, '', 'Leave out the oldest and send');
    expect(continued).toEqual([]);
    expect(regenerated).toEqual([['drop-oldest-turns']]);
  });

  it('does not offer to leave out turns when there are none to leave out', async () => {
    const { continued } = await chooseAfter(tooLong(['shorten', 'larger-context']), 'The leaves fall', 'Continue');
    expect(continued).toEqual([[]]);
  });
});
