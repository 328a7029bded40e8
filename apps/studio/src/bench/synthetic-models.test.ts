import { join } from 'node:path';
import { syntheticShapes } from '@maobi/model-files';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../terminal/failures.ts';
import { syntheticModel } from './synthetic-models.ts';

describe('a model with random weights', () => {
  it.each([
    ['qwen3-4b:Q4_K_M', 'qwen3-4b:Q4_K_M'],
    ['4b:q8_0', 'qwen3-4b:Q8_0'],
    ['0.6B:Q4_0', 'qwen3-0.6b:Q4_0'],
  ])('C56 is named by its shape or its size alone: %s', (text, id) => {
    const model = syntheticModel(text, syntheticShapes, '/data');
    expect(model.id).toBe(id);
    expect(model.request.path).toBe(join('/data', 'models', 'synthetic', `${id.toLowerCase().replace(':', '-')}.gguf`));
  });

  it.each(['b:Q4_0', '6b:Q4_0', '-4b:Q4_0', ':Q4_0', '4b', '4b:Q3'])('C1 C56 is not guessed from %j', (text) => {
    expect(() => syntheticModel(text, syntheticShapes, '/data')).toThrow(UsageError);
  });
});
