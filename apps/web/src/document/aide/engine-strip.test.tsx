import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { putQueue } from '../../studio/live-events.ts';
import { endedRun, sampleDocument } from '../../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleEntry, sampleSystem } from '../../testing/samples.ts';
import { EngineStrip } from './engine-strip.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const usage = { promptTokens: 1000, cachedTokens: 600, writtenTokens: 24 };

async function show(detail = sampleDocument()) {
  const { runId } = sampleEntry(1);
  const engine = { ...sampleSystem().engine, state: 'ready', model: 'demo', contextTokens: 4096 } as const;
  new FakeStudio({
    getSystem: () => sampleSystem({ engine }),
    listModels: () => ({ models: [] }),
    listQueue: () => [],
    getRun: () => endedRun(1, { id: runId, usage }),
  });
  return renderStudio(<EngineStrip detail={detail} versions={[]} />);
}
const context = () => document.querySelector('.meters')?.textContent;

describe('the strip of the engine', () => {
  const outlined = (fields: object) =>
    sampleDocument({ outlineRun: endedRun(2, { usage: { promptTokens: 11_000, cachedTokens: 9000, writtenTokens: 1300, ...fields } }) });

  it('L1 tells what the last part of an outline had in the context, and not what all of them had together', async () => {
    await show(outlined({ contextTokens: 2048 }));
    await waitFor(() => expect(context()).toContain('2k / 4k'));
  });

  it('L1 does not guess what of an outline in parts is in the context', async () => {
    await show(outlined({}));
    await waitFor(() => expect(context()).toContain('– / 4k'));
  });

  it('tells how much of what was drafted from a text the model kept', async () => {
    await show(outlined({ contextTokens: 2048, drafts: { drafted: 80, accepted: 60 } }));
    await waitFor(() => expect(context()).toContain('Wording kept75%'));
    expect(screen.getByTitle(/80 tokens were drafted .* kept 60/)).toBeDefined();
  });

  it('says nothing of drafts where there were none', async () => {
    await show(outlined({ contextTokens: 2048 }));
    await waitFor(() => expect(context()).toContain('Wording kept–'));
  });

  it('knows what an answer took that stands in no section', async () => {
    const { queryClient } = await show();
    await screen.findByText('– / 4k');
    act(() => putQueue(queryClient, [sampleEntry(1, { state: 'writing' })]));
    await screen.findByText(/Writing/);
    act(() => putQueue(queryClient, []));
    await waitFor(() => expect(context()).toContain('1k / 4k'));
    expect(context()).toContain('60%');
  });
});
