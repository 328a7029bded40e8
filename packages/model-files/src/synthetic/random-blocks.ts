import { tensorTypes } from '@maobi/core';
import { RandomNumbers } from './random-bytes.ts';

/** ggml's numbers of the tensor types that are written here. */
export const tensorType = { f32: 0, q4_0: 2, q8_0: 8, q4_k: 12, q6_k: 14 } as const;

interface ScaleField {
  /** Inside the block. */
  readonly offset: number;
  readonly value: number;
}

/**
 * Every byte of a block may be random but its scales, 16-bit floats that must be finite. They are chosen so that weights
 * have a mean of about 0 and a deviation of about 0.02, like those of a trained model: nothing grows without limit then.
 */
const scaleFields: ReadonlyMap<number, readonly ScaleField[]> = new Map([
  [tensorType.q4_0, [{ offset: 0, value: 4.3e-3 }]],
  [tensorType.q8_0, [{ offset: 0, value: 2.7e-4 }]],
  [
    tensorType.q4_k,
    [
      { offset: 0, value: 7.7e-5 },
      { offset: 2, value: 5.8e-4 },
    ],
  ],
  [tensorType.q6_k, [{ offset: 208, value: 1.46e-5 }]],
]);

/** A prime: rows of any length begin elsewhere in the pattern each time, so that rows repeat as late as possible. */
const patternBlocks = 4999;

/** Random blocks of one tensor type, to be written again and again. */
export interface BlockPattern {
  readonly bytes: Uint8Array;
  readonly blockBytes: number;
  readonly blocks: number;
}

/** @param type one of `tensorType`, not `f32` */
export function randomBlocks(type: number, seed: number): BlockPattern {
  const blockBytes = tensorTypes.get(type)?.blockBytes ?? 0;
  const bytes = new RandomNumbers(seed + type).bytes(patternBlocks * blockBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { offset, value } of scaleFields.get(type) ?? []) {
    const bits = halfBits(value);
    for (let block = 0; block < patternBlocks; block += 1) view.setUint16(block * blockBytes + offset, bits, true);
  }
  return { bytes, blockBytes, blocks: patternBlocks };
}

/** A positive number below 65,504 as a 16-bit float; those below 6.1e-5 are subnormal, as in real files. */
export function halfBits(value: number): number {
  const exponent = Math.max(-14, Math.floor(Math.log2(value)));
  const fraction = Math.round(value * 2 ** (10 - exponent));
  return fraction < 1024 ? fraction : ((exponent + 15) << 10) + (fraction - 1024);
}
