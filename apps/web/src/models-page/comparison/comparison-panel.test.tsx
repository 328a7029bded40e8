import type { ComparedModel, Comparison, ModelFigures } from '@maobi/contract';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../../testing/fake-studio.tsx';
import { sampleModel } from '../../testing/samples.ts';
import { comparedValues, usuallyMarked } from './compared-figures.ts';
import { ComparisonPanel } from './comparison-panel.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const figures: ModelFigures = {
  measuredAt: '2025-03-02T10:00:00.000Z',
  outdatedBy: null,
  machine: 'x64, Sample processor, 4 cores',
  engineVersion: 'llama.cpp v1',
  tookMs: 95_000,
  wasBusy: false,
  loadMs: 430,
  peakBytes: 3 * 2 ** 30,
  contextTokens: 8192,
  threads: 4,
  readTokensPerSecond: 38.4,
  writeTokensPerSecond: 6.6,
  firstTokenMs: { short: 1530, medium: 6600, long: 21_000 },
  nextFirstTokenMs: 1300,
  thousandCharactersMs: 108_000,
};
const slower: ModelFigures = { ...figures, writeTokensPerSecond: 4, loadMs: 300, thousandCharactersMs: 175_000 };

function compared(model: string, fields: Partial<ComparedModel> = {}): ComparedModel {
  return { model, state: 'idle', progress: null, expectedMs: null, error: null, figures: null, ...fields };
}

const installed = { path: '/m.gguf', state: 'verified', isLinked: false } as const;
const models = [
  sampleModel('a', { name: 'Model', quantisation: 'Q4_K_M', installed }),
  sampleModel('b', { name: 'Model', quantisation: 'Q8_0', installed }),
];

async function panelOf(shown: ComparedModel[], answer: (body: unknown) => ComparedModel[] = () => shown) {
  const studio = new FakeStudio({
    getComparison: () => ({ models: shown }) satisfies Comparison,
    startComparison: ({ body }) => ({ models: answer(body) }),
    stopComparison: () => ({ models: answer(null) }),
  });
  await renderStudio(<ComparisonPanel models={models} />);
  await screen.findByText('Compare');
  return studio;
}

describe('comparing models on their page', () => {
  it('M30 M35 measures the marked ones, and says before how long that takes', async () => {
    const waiting = [compared('a', { state: 'waiting' }), compared('b', { figures })];
    const studio = await panelOf([compared('a', { expectedMs: 120_000 }), compared('b', { figures, expectedMs: 60_000 })], () => waiting);
    const [first, second] = screen.getAllByRole('checkbox') as HTMLInputElement[];
    expect([first?.checked, second?.checked]).toEqual([true, false]);
    expect(screen.getByRole('button', { name: /^Measure/ }).textContent).toBe('Measureabout 2 min');
    fireEvent.click(second as HTMLInputElement);
    expect(screen.getByRole('button', { name: /^Measure/ }).textContent).toBe('Measureabout 3 min');
    fireEvent.click(second as HTMLInputElement);
    fireEvent.click(screen.getByRole('button', { name: /^Measure/ }));
    expect((await screen.findByRole('status')).textContent).toBe('Begins when nothing is being written');
    expect(studio.bodiesOf('startComparison')).toEqual([{ models: ['a'] }]);
    expect((screen.getAllByRole('checkbox') as HTMLInputElement[]).every(({ disabled }) => disabled)).toBe(true);
  });

  it('M35 says nothing that it does not know', async () => {
    await panelOf([compared('a'), compared('b', { expectedMs: 60_000 })]);
    expect(screen.getByRole('button', { name: /^Measure/ }).textContent).toBe('Measureabout 1 min, 1 more unknown');
    fireEvent.click(screen.getAllByRole('checkbox')[1] as HTMLElement);
    expect(screen.getByRole('button', { name: /^Measure/ }).textContent).toBe('Measurehow long is known once measured');
    fireEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
    expect(screen.getByRole('button', { name: /^Measure/ })).toHaveProperty('disabled', true);
  });

  it('M32 shows which step a model is at and what remains, and stops', async () => {
    const progress = { step: 3, steps: 7, remainingMs: 61_000 };
    const studio = await panelOf([compared('a', { state: 'measuring', progress }), compared('b', { state: 'waiting' })], () => [
      compared('a'),
    ]);
    const states = screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(states).toEqual(['Step 3 of 7, about 1 min left', 'Waiting']);
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(await screen.findByRole('button', { name: /^Measure/ })).toBeTruthy();
    expect(studio.bodiesOf('stopComparison')).toEqual([{}]);
  });

  it('M31 says why a model could not be measured', async () => {
    const error = { code: 'out-of-memory', message: 'The model needs 9.0 GB of memory.', retryable: true } as const;
    await panelOf([compared('a', { state: 'failed', error }), compared('b')]);
    expect(screen.getByRole('alert').textContent).toContain('The model needs 9.0 GB of memory.');
  });

  it('M33 shows every figure side by side, marks the best, and says what no longer holds', async () => {
    await panelOf([compared('a', { figures }), compared('b', { figures: slower })]);
    const writing = screen.getByText('Writing').closest('.compared-figure') as HTMLElement;
    expect(
      within(writing)
        .getAllByRole('term')
        .map(({ textContent }) => textContent),
    ).toEqual(['Model Q4_K_M', 'Model Q8_0']);
    expect(
      within(writing)
        .getAllByRole('definition')
        .map(({ textContent }) => textContent),
    ).toEqual(['6.6 tok/sbest', '4 tok/s']);
    const loading = screen.getByText('Loading').closest('.compared-figure') as HTMLElement;
    expect(
      within(loading)
        .getAllByRole('definition')
        .map(({ textContent }) => textContent),
    ).toEqual(['0.43 s', '0.3 sbest']);
    expect(screen.getAllByText('Measured Mar 2, 2025, took 1 min 35 s')).toHaveLength(2);
    cleanup();
    await panelOf([
      compared('a', { figures: { ...figures, outdatedBy: 'engine' } }),
      compared('b', { figures: { ...slower, wasBusy: true } }),
    ]);
    expect(screen.getAllByText('Other programs were busy; a quiet computer does better')).toHaveLength(1);
    expect(screen.getByText('The engine was replaced; these are of llama.cpp v1')).toBeTruthy();
    expect(screen.queryByText('best')).toBeNull();
  });
});

describe('the figures that are compared', () => {
  it('M33 never call the best what no longer holds, and draw the longest bar in full', () => {
    const third = compared('c', { figures: { ...figures, writeTokensPerSecond: 8, outdatedBy: 'file' } });
    const values = comparedValues('write', [compared('a', { figures }), compared('b', { figures: slower }), third, compared('d')]);
    expect(values.map(({ model, isBest, part }) => [model, isBest, part])).toEqual([
      ['a', true, 6.6 / 8],
      ['b', false, 0.5],
      ['c', false, 1],
    ]);
  });

  it('M33 call none the best where the difference is one of measuring', () => {
    const near = compared('b', { figures: { ...figures, writeTokensPerSecond: 6.5 } });
    expect(comparedValues('write', [compared('a', { figures }), near]).some(({ isBest }) => isBest)).toBe(false);
  });

  it('M30 are measured of what has none that hold, else of all', () => {
    const outdated = compared('b', { figures: { ...figures, outdatedBy: 'machine' } });
    expect(usuallyMarked([compared('a', { figures }), outdated, compared('c')])).toEqual(['b', 'c']);
    expect(usuallyMarked([compared('a', { figures }), compared('b', { figures })])).toEqual(['a', 'b']);
  });
});
