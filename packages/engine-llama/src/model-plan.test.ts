import { otherProgramsBytes } from '@maobi/contract';
import { memoryNeed, StudioError, type GgufHeader } from '@maobi/core';
import { describe, expect, it } from 'vitest';
import { planModel } from './model-plan.ts';

/** Qwen3-4B-Instruct-2507 in Q4_K_M. */
const qwen3: GgufHeader = {
  architecture: 'qwen3',
  name: 'Qwen3 4B Instruct 2507',
  quantisation: 'Q4_K_M',
  contextLength: 262_144,
  layers: 36,
  embeddingLength: 2560,
  feedForwardLength: 9728,
  heads: 32,
  keyValueHeads: 36 * 8,
  keyLength: 128,
  valueLength: 128,
  vocabularySize: 151_936,
  parameters: 4_022_468_096,
  weightsBytes: 2_491_000_000,
  hasChatTemplate: true,
  isEmbedding: false,
};

const needed = (contextTokens: number) => memoryNeed(qwen3, contextTokens).totalBytes;
const plan = (contextTokens: number | null, freeBytes: number) =>
  planModel(qwen3, { modelId: 'qwen3', path: 'qwen3.gguf', contextTokens }, freeBytes);
const choose = (contextTokens: number | null, freeBytes: number) => plan(contextTokens, freeBytes).contextTokens;

function refusal(contextTokens: number | null, freeBytes: number): unknown {
  try {
    return choose(contextTokens, freeBytes);
  } catch (error) {
    return error instanceof StudioError ? { code: error.code, details: error.details } : error;
  }
}

describe('the context to load with, when none was chosen', () => {
  it('leaves other programs their share of the memory', () => {
    expect(choose(null, needed(32_768))).toBe(20_480);
    expect(choose(null, needed(32_768) + otherProgramsBytes)).toBe(32_768);
  });

  it('is the smallest where there is no room for that share', () => {
    expect(choose(null, needed(8192))).toBe(4096);
    expect(choose(null, needed(4096))).toBe(4096);
  });

  it('is refused only when the smallest does not fit at all', () => {
    const freeBytes = needed(4096) - 1;
    expect(refusal(null, freeBytes)).toEqual({
      code: 'out-of-memory',
      details: { neededBytes: needed(4096), freeBytes, fitsContextTokens: null },
    });
  });
});

describe('the largest context that can be chosen instead', () => {
  it('is what the memory allows, and never less than what is loaded', () => {
    expect(plan(8192, needed(16_384)).largestContextTokens).toBe(16_384);
    expect(plan(12_288, needed(12_288)).largestContextTokens).toBe(12_288);
  });
});

describe('the context to load with, when the writer chose it', () => {
  it('may take all free memory', () => {
    expect(choose(16_384, needed(16_384))).toBe(16_384);
  });

  it('is refused beyond that, with the largest that fits', () => {
    const freeBytes = needed(16_384) - 1;
    expect(refusal(16_384, freeBytes)).toEqual({
      code: 'out-of-memory',
      details: { neededBytes: needed(16_384), freeBytes, fitsContextTokens: 12_288 },
    });
  });
});
