/** How large the parts of a model are. All models here are of the architecture `qwen3` with tied embeddings. */
export interface SyntheticShape {
  readonly layers: number;
  /** This and `feedForwardLength`: multiples of 256, the block of most quantisations. */
  readonly embeddingLength: number;
  readonly feedForwardLength: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  /** Of one head: keys, values and queries alike. */
  readonly headLength: number;
  /** At least 1,024: all bytes, the marks of the template and a few words. */
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly ropeBase: number;
}

/** Shapes of published models, by the name that people write. */
export const syntheticShapes = {
  'qwen3-0.6b': {
    layers: 28,
    embeddingLength: 1024,
    feedForwardLength: 3072,
    heads: 16,
    keyValueHeads: 8,
    headLength: 128,
    vocabularySize: 151_936,
    contextLength: 40_960,
    ropeBase: 1e6,
  },
  /** Qwen3-4B-Instruct-2507. */
  'qwen3-4b': {
    layers: 36,
    embeddingLength: 2560,
    feedForwardLength: 9728,
    heads: 32,
    keyValueHeads: 8,
    headLength: 128,
    vocabularySize: 151_936,
    contextLength: 262_144,
    ropeBase: 5e6,
  },
} as const satisfies Record<string, SyntheticShape>;

export type SyntheticShapeName = keyof typeof syntheticShapes;

/** Mixes of quantisation as `llama-quantize` makes them, by the name that people write. */
export const syntheticQuantisations = ['Q4_0', 'Q4_K_M', 'Q8_0'] as const;
export type SyntheticQuantisation = (typeof syntheticQuantisations)[number];
