import { describe, expect, it } from 'vitest';
import { mergeSampling, qwen3InstructSampling } from './sampling-table.ts';

describe('mergeSampling', () => {
  it('keeps the profile where nothing is set, also where a field is there but undefined', () => {
    expect(mergeSampling(qwen3InstructSampling, undefined)).toEqual(qwen3InstructSampling);
    const overrides: { temperature?: number; topK?: number } = { topK: 0 };
    Object.assign(overrides, { temperature: undefined });
    expect(mergeSampling(qwen3InstructSampling, overrides)).toEqual({ ...qwen3InstructSampling, topK: 0 });
  });
});
