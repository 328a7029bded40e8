import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { temporaryFiles } from '../../test-processes.ts';
import { harmlessRequest } from '../../validated-request.ts';
import { loadDemo } from '../load-demo.ts';
import type { LoadedModel } from '../loaded-model.ts';
import { Generation } from './generation.ts';

const sentence = '山路上起了雾，走在前面的人放慢了脚步。';

describe('reading a text', () => {
  const files = temporaryFiles({});
  let loaded: LoadedModel;
  beforeAll(async () => {
    loaded = await loadDemo(files, { sequences: 1, batchTokens: 128, threads: 1 });
  });
  afterAll(async () => {
    await loaded.llama.dispose();
    files.remove();
  });

  /** In how many tokens at once one of so many was read, but for the last ones, which the first token is chosen after. */
  async function batchesOf(beginning: string, tokens: number): Promise<readonly number[]> {
    const { model, pool } = loaded;
    let text = beginning;
    while (model.tokenize(text).length < tokens) text += sentence;
    const { sequence, release } = await pool.take([], new AbortController().signal);
    await sequence.cut(0);
    release();
    const read = vi.spyOn(sequence.native, 'evaluateWithoutGeneratingNewTokens');
    const prompt = { kind: 'raw', text: model.detokenize(model.tokenize(text).slice(0, tokens)) } as const;
    await new Generation(loaded, { ...harmlessRequest, reference: null, prompt, maxTokens: 1 }, () => {}).run();
    const batches = read.mock.calls.map(([batch]) => batch.length);
    read.mockRestore();
    return batches;
  }

  it('takes as much at once as a batch may have, until that is known to take too long', async () => {
    expect(await batchesOf('海边。', 100)).toEqual([]);
    loaded.pool.noteReading(10, 3_000);
    expect(await batchesOf('山里。', 100)).toEqual([64]);
  });

  it('is granted more time while nobody knows how fast that is', async () => {
    const prompt = { kind: 'raw', text: sentence } as const;
    const fresh = { ...loaded, pool: Object.create(loaded.pool, { lastReadMsPerToken: { value: null }, diskMs: { value: 0 } }) };
    expect(new Generation(fresh, { ...harmlessRequest, reference: null, prompt }, () => {}).endsWithinMs).toBe(45_000);
    expect(new Generation(loaded, { ...harmlessRequest, reference: null, prompt }, () => {}).endsWithinMs).toBe(10_000);
  });
});
