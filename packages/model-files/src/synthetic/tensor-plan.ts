import { tensorTypes } from '@maobi/core';
import { tensorType } from './random-blocks.ts';
import type { SyntheticQuantisation, SyntheticShape } from './synthetic-shape.ts';

/** One tensor of the file to be written. */
export interface PlannedTensor {
  readonly name: string;
  /** Length of a row first, as GGUF has it. */
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly sizeBytes: number;
  /** Of its rows, so many at the start and at the end hold nothing but zeros. */
  readonly silentRows?: { readonly first: number; readonly last: number };
}

interface Mix {
  /** Of most matrices. */
  readonly base: number;
  readonly embedding: number;
  /** Of `attn_v` and `ffn_down` in the layers that llama.cpp finds worth more bits. */
  readonly favoured: number;
}

const { f32, q4_0, q4_k, q6_k, q8_0 } = tensorType;

/** As `llama_tensor_get_type` of llama.cpp decides for tied embeddings without an importance matrix. */
const mixes: Readonly<Record<SyntheticQuantisation, Mix>> = {
  Q4_0: { base: q4_0, embedding: q6_k, favoured: q4_0 },
  Q4_K_M: { base: q4_k, embedding: q6_k, favoured: q6_k },
  Q8_0: { base: q8_0, embedding: q8_0, favoured: q8_0 },
};

/** All tensors in the order of the file. `silentRows`: words of the vocabulary that shall never be written. */
export function planTensors(
  shape: SyntheticShape,
  quantisation: SyntheticQuantisation,
  silentRows: { readonly first: number; readonly last: number },
): PlannedTensor[] {
  const mix = mixes[quantisation];
  const { embeddingLength, vocabularySize } = shape;
  return [
    { ...planned('token_embd.weight', [embeddingLength, vocabularySize], mix.embedding), silentRows },
    ...Array.from({ length: shape.layers }, (_, layer) => layerTensors(shape, mix, layer)).flat(),
    planned('output_norm.weight', [embeddingLength], f32),
  ];
}

function layerTensors(shape: SyntheticShape, mix: Mix, layer: number): PlannedTensor[] {
  const { embeddingLength, feedForwardLength, headLength } = shape;
  const queryLength = shape.heads * headLength;
  const keyLength = shape.keyValueHeads * headLength;
  const favoured = deservesMoreBits(layer, shape.layers) ? mix.favoured : mix.base;
  const tensor = (name: string, dimensions: number[], type: number) => planned(`blk.${layer}.${name}.weight`, dimensions, type);
  return [
    tensor('attn_norm', [embeddingLength], f32),
    tensor('attn_q', [embeddingLength, queryLength], mix.base),
    tensor('attn_k', [embeddingLength, keyLength], mix.base),
    tensor('attn_v', [embeddingLength, keyLength], favoured),
    tensor('attn_q_norm', [headLength], f32),
    tensor('attn_k_norm', [headLength], f32),
    tensor('attn_output', [queryLength, embeddingLength], mix.base),
    tensor('ffn_norm', [embeddingLength], f32),
    tensor('ffn_gate', [embeddingLength, feedForwardLength], mix.base),
    tensor('ffn_up', [embeddingLength, feedForwardLength], mix.base),
    tensor('ffn_down', [feedForwardLength, embeddingLength], favoured),
  ];
}

/** llama.cpp's `use_more_bits`. */
function deservesMoreBits(layer: number, layers: number): boolean {
  const eighth = Math.floor(layers / 8);
  return layer < eighth || layer >= Math.floor((7 * layers) / 8) || (layer - eighth) % 3 === 2;
}

function planned(name: string, dimensions: number[], type: number): PlannedTensor {
  const { blockElements = 1, blockBytes = 0 } = tensorTypes.get(type) ?? {};
  const elements = dimensions.reduce((product, length) => product * length, 1);
  return { name, dimensions, type, sizeBytes: (elements / blockElements) * blockBytes };
}
