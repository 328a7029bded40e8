import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../inspect-file.ts';
import { encoded, MergeList } from './merge-list.ts';
import { halfBits, randomBlocks, tensorType } from './random-blocks.ts';
import { syntheticQuantisations, syntheticShapes, type SyntheticShape } from './synthetic-shape.ts';
import { syntheticVocabulary } from './synthetic-vocabulary.ts';
import { planTensors } from './tensor-plan.ts';
import { syntheticModelBytes, writeSyntheticModel, type SyntheticModelRequest } from './write-synthetic-model.ts';

const tiny: SyntheticShape = {
  layers: 8,
  embeddingLength: 256,
  feedForwardLength: 512,
  heads: 4,
  keyValueHeads: 2,
  headLength: 64,
  vocabularySize: 2048,
  contextLength: 4096,
  ropeBase: 1e6,
};
const never = new AbortController().signal;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maobi-synthetic-'));
});
afterEach(() => rm(folder, { recursive: true }));

function request(changes: Partial<SyntheticModelRequest> = {}): SyntheticModelRequest {
  return { path: join(folder, 'models', 'tiny.gguf'), name: 'Tiny', shape: tiny, quantisation: 'Q4_K_M', ...changes };
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

describe('a model with random weights', () => {
  it.each(syntheticQuantisations)('has a header that is right in every place, in %s', async (quantisation) => {
    const bytes = await writeSyntheticModel(request({ quantisation }), never);
    const { header, mark } = await inspectFile(request().path);
    expect(mark.sizeBytes).toBe(bytes);
    expect(header).toMatchObject({
      architecture: 'qwen3',
      name: 'Tiny',
      quantisation,
      layers: 8,
      embeddingLength: 256,
      feedForwardLength: 512,
      heads: 4,
      keyValueHeads: 8 * 2,
      keyLength: 64,
      vocabularySize: 2048,
      contextLength: 4096,
      hasChatTemplate: true,
    });
  });

  it.each([
    ['qwen3-4b', 'Q4_K_M', 2_497_281_120],
    ['qwen3-4b', 'Q8_0', 4_280_405_600],
  ] as const)('has the size of the real one: %s in %s', (shape, quantisation, realBytes) => {
    const bytes = syntheticModelBytes(request({ shape: syntheticShapes[shape], quantisation }));
    expect(Math.abs(bytes / realBytes - 1)).toBeLessThan(0.01);
  });

  it('is the same for the same seed, and another one for another', async () => {
    await writeSyntheticModel(request(), never);
    const first = await hashOf(request().path);
    await writeSyntheticModel(request({ seed: 1 }), never);
    expect(await hashOf(request().path)).toBe(first);
    await writeSyntheticModel(request({ seed: 2 }), never);
    expect(await hashOf(request().path)).not.toBe(first);
  });

  it('tells how far it is, up to the end', async () => {
    const seen: number[] = [];
    await writeSyntheticModel(request({ onProgress: (written, total) => seen.push(written / total) }), never);
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    expect(seen.at(-1)).toBe(1);
  });

  it('leaves nothing behind when it is stopped, and what was there before stays', async () => {
    await writeSyntheticModel(request(), never);
    const before = await stat(request().path);
    const stop = new AbortController();
    const writing = writeSyntheticModel(request({ onProgress: () => stop.abort(new Error('stopped')) }), stop.signal);
    await expect(writing).rejects.toThrow('stopped');
    expect(await readdir(join(folder, 'models'))).toEqual(['tiny.gguf']);
    expect((await stat(request().path)).mtimeMs).toBe(before.mtimeMs);
  });

  it('is refused before a byte is written when the disk is too full, or the folder is none', async () => {
    await expect(writeSyntheticModel(request({ freeBytes: async () => 1000 }), never)).rejects.toMatchObject({ code: 'disk-full' });
    await writeFile(join(folder, 'file'), '');
    const inFile = request({ path: join(folder, 'file', 'tiny.gguf') });
    await expect(writeSyntheticModel(inFile, never)).rejects.toMatchObject({ code: 'data-folder-unusable' });
    expect(await readdir(join(folder, 'models'))).toEqual([]);
  });
});

describe('the mix Q4_K_M', () => {
  const tensors = planTensors(syntheticShapes['qwen3-4b'], 'Q4_K_M', { first: 0, last: 0 });
  const typeOf = (name: string) => tensors.find((tensor) => tensor.name === name)?.type;

  it('gives more bits to the layers that llama.cpp chooses', () => {
    const favoured = Array.from({ length: 36 }, (_, layer) => layer).filter(
      (layer) => typeOf(`blk.${layer}.ffn_down.weight`) === tensorType.q6_k,
    );
    expect(favoured).toEqual([0, 1, 2, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 31, 32, 33, 34, 35]);
    expect(typeOf('blk.6.attn_v.weight')).toBe(tensorType.q6_k);
    expect(typeOf('blk.5.attn_v.weight')).toBe(tensorType.q4_k);
  });

  it('keeps the embeddings in Q6_K and the norms in F32', () => {
    expect(typeOf('token_embd.weight')).toBe(tensorType.q6_k);
    expect(typeOf('blk.0.attn_q_norm.weight')).toBe(tensorType.f32);
    expect(typeOf('blk.0.ffn_up.weight')).toBe(tensorType.q4_k);
  });
});

describe('the random weights', () => {
  it('have finite scales in every block', () => {
    expect(halfBits(1)).toBe(0x3c00);
    expect(halfBits(0.5)).toBe(0x3800);
    expect(halfBits(2 ** -24)).toBe(1);
    const { bytes, blockBytes, blocks } = randomBlocks(tensorType.q6_k, 1);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const scales = new Set(Array.from({ length: blocks }, (_, block) => view.getUint16(block * blockBytes + 208, true)));
    expect([...scales]).toEqual([halfBits(1.46e-5)]);
  });
});

describe('the vocabulary', () => {
  const vocabulary = syntheticVocabulary(151_936, 1);

  it('has as many tokens as Qwen3, all different, with the marks where Qwen3 has them', () => {
    expect(vocabulary.tokens).toHaveLength(151_936);
    expect(new Set(vocabulary.tokens).size).toBe(151_936);
    expect(vocabulary.tokens.indexOf('<|im_end|>')).toBe(151_645);
    expect(vocabulary).toMatchObject({ endOfText: 151_643, endOfTurn: 151_645 });
    expect(vocabulary.types.filter((type) => type === 3)).toHaveLength(3);
  });

  it('makes each merge of tokens that stand before it', () => {
    const seen = new Set(vocabulary.tokens.slice(0, 256));
    const early = vocabulary.merges.filter((merge) => {
      const [left = '', right = ''] = merge.split(' ');
      const isKnown = seen.has(left) && seen.has(right);
      seen.add(left + right);
      return !isKnown;
    });
    expect(early).toEqual([]);
  });

  it('has everyday characters and words as one token', () => {
    for (const word of ['写', '的', '，', ' the', 'river']) expect(vocabulary.tokens).toContain(encoded(word).join(''));
  });
});

describe('a list of merges', () => {
  it('builds words from the pieces that are there, and stops when it is full', () => {
    const list = new MergeList(259);
    list.join('th');
    list.join('the');
    expect(list.merges).toEqual(['t h', 'th e']);
    list.join('then');
    list.join('them');
    expect(list.tokens.slice(256)).toEqual(['th', 'the', 'then']);
  });
});
