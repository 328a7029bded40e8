import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyEvent } from '../studio/live-events.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { usePolishCost } from './polish/use-polish-cost.ts';
import { usePace } from './use-pace.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Costs() {
  const pace = usePace(null);
  return <p>{usePolishCost('en', pace)('improve', 300) ?? 'nobody knows'}</p>;
}

describe('what doing something to a text costs', () => {
  it('K14 is told as soon as runs have shown it, where nothing was measured', async () => {
    let system = sampleSystem();
    new FakeStudio({ getSystem: () => system });
    const { queryClient } = await renderStudio(<Costs />);
    expect(await screen.findByText('nobody knows')).toBeTruthy();
    system = sampleSystem({ pace: { readTokensPerSecond: 100, writeTokensPerSecond: 20 } });
    act(() => applyEvent(queryClient, { type: 'pace', model: 'demo' }));
    expect(await screen.findByText(/25 s/)).toBeTruthy();
  });
});
