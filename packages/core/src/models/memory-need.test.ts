import { otherProgramsBytes } from '@maobi/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  automaticContext,
  chooseResidency,
  contextBytesPerToken,
  contextSizes,
  largestContextToChoose,
  largestFittingContext,
  lesserResidency,
  memoryNeed,
  memoryShortage,
  refusedMemory,
  type ModelShape,
} from './memory-need.ts';

/** Qwen3-4B-Instruct-2507 in Q4_K_M. */
const qwen3: ModelShape = {
  contextLength: 262_144,
  embeddingLength: 2560,
  feedForwardLength: 9728,
  keyLength: 128,
  keyValueHeads: 36 * 8,
  valueLength: 128,
  vocabularySize: 151_936,
  weightsBytes: 2_491_000_000,
};

describe('the memory a model needs', () => {
  it('is 144 KiB for each token of context with the shape of Qwen3-4B', () => {
    expect(contextBytesPerToken(qwen3)).toBe(144 * 1024);
  });

  it('is about 4 GB for Qwen3-4B with 8K tokens and 7.5-7.8 GB with 32K', () => {
    expect(memoryNeed(qwen3, 8192).totalBytes / 1e9).toBeCloseTo(4, 0);
    const whole = memoryNeed(qwen3, 32_768);
    expect(whole.contextBytes).toBe(4_831_838_208);
    expect(whole.totalBytes / 1e9).toBeGreaterThan(7.5);
    expect(whole.totalBytes / 1e9).toBeLessThan(7.8);
  });

  it('is the sum of its parts', () => {
    const need = memoryNeed(qwen3, 4096);
    expect(need.weightsBytes + need.contextBytes + need.buffersBytes).toBe(need.totalBytes);
  });
});

describe('the context that fits', () => {
  it('is offered in steps of 4,096 up to 32,768', () => {
    expect(contextSizes(qwen3)).toEqual([32_768, 28_672, 24_576, 20_480, 16_384, 12_288, 8192, 4096]);
  });

  it('is one of those that people can choose from, or the whole of a smaller model', () => {
    const free = (size: number) => memoryNeed(qwen3, size).totalBytes;
    expect(largestContextToChoose(qwen3, free(32_768))).toBe(32_768);
    expect(largestContextToChoose(qwen3, free(28_672))).toBe(16_384);
    expect(largestContextToChoose(qwen3, free(4096) - 1)).toBeNull();
    expect(largestContextToChoose({ ...qwen3, contextLength: 10_000 }, free(32_768))).toBe(10_000);
  });

  it('never passes what the model was made for', () => {
    expect(contextSizes({ ...qwen3, contextLength: 2048 })).toEqual([2048]);
    expect(contextSizes({ ...qwen3, contextLength: 10_000 })).toEqual([10_000, 8192, 4096]);
  });

  it('is the largest one that needs no more than is free', () => {
    const free = fc.integer({ min: 0, max: 16_000_000_000 });
    fc.assert(
      fc.property(free, (freeBytes) => {
        const fitting = contextSizes(qwen3).filter((size) => memoryNeed(qwen3, size).totalBytes <= freeBytes);
        expect(largestFittingContext(qwen3, freeBytes)).toBe(fitting.length === 0 ? null : Math.max(...fitting));
      }),
    );
  });

  it('is none when the weights alone are too large', () => {
    expect(largestFittingContext(qwen3, 2_000_000_000)).toBeNull();
  });
});

describe('the context nobody chose', () => {
  const needed = (contextTokens: number) => memoryNeed(qwen3, contextTokens).totalBytes;

  it('leaves 1.5 GB to other programs', () => {
    expect(otherProgramsBytes).toBe(1_500_000_000);
    expect(automaticContext(qwen3, needed(16_384) + otherProgramsBytes)).toBe(16_384);
    expect(automaticContext(qwen3, needed(16_384) + otherProgramsBytes - 1)).toBe(12_288);
    expect(automaticContext(qwen3, 64e9)).toBe(32_768);
  });

  it('is the smallest one when none leaves so much', () => {
    expect(automaticContext(qwen3, needed(4096) + otherProgramsBytes - 1)).toBe(4096);
    expect(automaticContext(qwen3, needed(4096))).toBe(4096);
    expect(automaticContext({ ...qwen3, contextLength: 2048 }, 0)).toBe(2048);
  });
});

describe('what the writer is told', () => {
  it('names need, free memory and what would fit', () => {
    const { message, hint } = memoryShortage(memoryNeed(qwen3, 32_768), 4_500_000_000, 8192);
    expect(message).toBe('The model needs 7.6 GB of memory with a context of 32768 tokens, and 4.5 GB are free.');
    expect(hint).toMatch(/8192 tokens would fit/u);
  });

  it('names smaller contexts to try where the system gave less than it had said', () => {
    const refused = refusedMemory(memoryNeed(qwen3, 20_480), null);
    expect(refused.message).toBe('The model needs 5.8 GB of memory with a context of 20480 tokens, and the system gave less.');
    expect(refused.hint).toBe('Choose a context of 16384 tokens in the settings, close other programs, or choose a smaller model.');
    expect(refused.details).toMatchObject({ fitsContextTokens: null, mayFitContextTokens: 16_384 });
    expect(refusedMemory(memoryNeed(qwen3, 4096), null).hint).toBe('Close other programs or choose a smaller model.');
  });

  it('does not offer a context when none fits', () => {
    expect(memoryShortage(memoryNeed(qwen3, 4096), 500_000_000, null).hint).toBe('Close other programs or choose a smaller model.');
  });
});

describe('what is held in memory side by side', () => {
  const needed = (contextTokens: number, sequences: number) => memoryNeed(qwen3, contextTokens, sequences).totalBytes;

  it('is one conversation where memory is short', () => {
    const free = needed(8192, 1) + otherProgramsBytes;
    expect(chooseResidency(qwen3, null, 1, free)).toEqual({ contextTokens: 8192, sequences: 1 });
  });

  it('is up to four conversations where they take no more than 60 % of what is free', () => {
    expect(chooseResidency(qwen3, 8192, 1, needed(8192, 4) / 0.6)).toEqual({ contextTokens: 8192, sequences: 4 });
    expect(chooseResidency(qwen3, 8192, 1, needed(8192, 4) / 0.6 - 1)).toEqual({ contextTokens: 8192, sequences: 3 });
  });

  it('is as many as are worth running at once, with a smaller context if need be, but not below 8,192', () => {
    const free = needed(8192, 8) / 0.6;
    expect(chooseResidency(qwen3, null, 8, free)).toEqual({ contextTokens: 8192, sequences: 8 });
    expect(chooseResidency(qwen3, null, 8, free - 1)).toEqual({ contextTokens: 8192, sequences: 7 });
  });

  it('takes no more than 60 % of what is free for the sake of several texts at once', () => {
    const free = 20_000_000_000;
    const { contextTokens, sequences } = chooseResidency(qwen3, null, 8, free);
    expect(sequences).toBeGreaterThan(1);
    expect(needed(contextTokens, sequences)).toBeLessThanOrEqual(0.6 * free);
  });

  it('never needs more than is free, unless a single context does already', () => {
    const free = fc.integer({ min: 0, max: 64_000_000_000 });
    const wanted = fc.option(fc.constantFrom(4096, 8192, 32_768));
    fc.assert(
      fc.property(free, wanted, fc.integer({ min: 1, max: 8 }), (freeBytes, contextTokens, parallel) => {
        const chosen = chooseResidency(qwen3, contextTokens, parallel, freeBytes);
        expect(chosen.sequences === 1 || needed(chosen.contextTokens, chosen.sequences) <= freeBytes).toBe(true);
      }),
    );
  });
});

describe('what is tried when the system gives less than it said was free', () => {
  it('is one state, then the next smaller context to choose, down to 4,096', () => {
    const after = (contextTokens: number, sequences: number) => lesserResidency({ contextTokens, sequences }, false);
    expect(after(20_480, 4)).toEqual({ contextTokens: 20_480, sequences: 1 });
    expect(after(20_480, 1)).toEqual({ contextTokens: 16_384, sequences: 1 });
    expect(after(8192, 1)).toEqual({ contextTokens: 4096, sequences: 1 });
    expect(after(4096, 1)).toBeNull();
  });

  it('is never a smaller context than the writer chose', () => {
    expect(lesserResidency({ contextTokens: 8192, sequences: 3 }, true)).toEqual({ contextTokens: 8192, sequences: 1 });
    expect(lesserResidency({ contextTokens: 8192, sequences: 1 }, true)).toBeNull();
  });
});
