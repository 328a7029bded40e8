import type { Job, Run } from '@maobi/contract';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleJob, sampleRun } from '../../testing/document-samples.ts';
import { renderStudio } from '../../testing/fake-studio.tsx';
import { Toaster } from '../../toasts/toaster.tsx';
import type { DocumentActions } from '../document-actions.ts';
import { useStopByKey } from './use-stop-by-key.ts';

afterEach(cleanup);

async function show(job: Job | null, outlineRun: Run | null = null) {
  const done = vi.fn<(what: string, of: unknown) => void>();
  const doing = (what: string) => async (of: unknown) => done(what, of);
  const actions: Partial<DocumentActions> = {
    stopJob: doing('stop'),
    pauseJob: doing('pause'),
    resumeJob: doing('resume'),
    startJob: doing('start'),
    stopRun: doing('stop outline'),
  };
  function Page() {
    useStopByKey({ job, outlineRun }, actions as DocumentActions);
    return (
      <>
        <input onKeyDown={(event) => event.preventDefault()} />
        <Toaster />
      </>
    );
  }
  await renderStudio(<Page />);
  const press = (target: Element, timeStamp: number) => {
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: timeStamp });
    act(() => void target.dispatchEvent(event));
  };
  return { done, press };
}

describe('Esc', () => {
  it.each([
    ['write', 'Stopped. What is written is kept.', ['stop', 'start']],
    ['polish', 'Polishing rests. What is done is kept.', ['pause', 'resume']],
  ] as const)('J5 ends a job (%s), says so, and can be taken back', async (kind, words, calls) => {
    const { done, press } = await show(sampleJob({ kind }));
    press(document.body, 5000);
    expect(await screen.findByText(words)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(done.mock.calls.map(([what]) => what)).toEqual(calls));
  });

  it('J5 ends an outline that is planned, and says so', async () => {
    const { done, press } = await show(null, sampleRun(1, { action: 'outline' }));
    press(document.body, 5000);
    expect(await screen.findByText('The outline is stopped. The sections planned so far are kept.')).toBeTruthy();
    expect(done.mock.calls.map(([what]) => what)).toEqual(['stop outline']);
  });

  it('J5 stops nothing for a second after it has closed something', async () => {
    const { done, press } = await show(sampleJob());
    press(screen.getByRole('textbox'), 5000);
    press(document.body, 5900);
    expect(done).not.toHaveBeenCalled();
    press(document.body, 6901);
    await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
  });
});
