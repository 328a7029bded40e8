import type { Calibration, EngineStatus } from '@maobi/contract';
import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { EngineFacts } from './engine-facts.tsx';

afterEach(cleanup);

const gibibyte = 2 ** 30;
const ready: EngineStatus = {
  state: 'ready',
  model: 'demo',
  percent: null,
  contextTokens: 8192,
  largestContextTokens: 32_768,
  memoryBytes: 3 * gibibyte,
  expectedMemoryBytes: 3.5 * gibibyte,
  error: null,
};
const measured: Calibration = {
  state: 'done',
  readTokensPerSecond: 38.4,
  writeTokensPerSecond: 6.6,
  parallel: 1,
  draftTokens: 0,
  threads: 2,
  batchTokens: 64,
  measuredAt: '2025-03-02T10:00:00.000Z',
};

async function factsOf(fields: Parameters<typeof sampleSystem>[0]): Promise<string | null> {
  return (await renderStudio(<EngineFacts system={sampleSystem(fields)} />)).container.textContent;
}

describe('the facts of the model in use', () => {
  it('are its memory against what was expected, its context, and its measured speed', async () => {
    const facts = await factsOf({ engine: ready, calibration: measured });
    expect(facts).toContain('3 GB3.5 GB expected before loading');
    expect(facts).toContain('8,192 tokens');
    expect(facts).toContain('reads 38 tok/s, writes 6.6 tok/smeasured Mar 2, 2025');
  });

  it('tell that the context was made smaller because the system had no memory for it', async () => {
    const told = 'the system had no memory for 16,384 tokens';
    expect(await factsOf({ engine: { ...ready, refusedContextTokens: 16_384 } })).toContain(told);
    expect(await factsOf({ engine: ready })).not.toContain('no memory');
  });

  it('say that it is being measured, with what is known so far', async () => {
    const calibration: Calibration = { ...measured, state: 'measuring', readTokensPerSecond: null, measuredAt: null };
    expect(await factsOf({ engine: ready, calibration })).toContain('writes 6.6 tok/sbeing measured in quiet moments');
  });

  it('K14 K28 say what runs showed where measuring failed, and when it is tried again', async () => {
    const calibration: Calibration = {
      ...measured,
      state: 'failed',
      readTokensPerSecond: null,
      writeTokensPerSecond: null,
      measuredAt: null,
    };
    const facts = await factsOf({ engine: ready, calibration, pace: { readTokensPerSecond: 80, writeTokensPerSecond: 20 } });
    expect(facts).toContain('reads 80 tok/s, writes 20 tok/sas the last runs showed');
    expect(facts).toContain('tried again in a while');
    expect(facts).not.toContain('once loaded');
  });

  it('tell nothing of another model that is loaded', async () => {
    const facts = await factsOf({ engine: { ...ready, model: 'other' } });
    expect(facts).toContain('Not loaded until it is needed');
    expect(facts).not.toContain('3 GB');
  });
});
