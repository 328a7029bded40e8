import { expect, it } from 'vitest';
import { tellsOfShortage } from './tells-of-shortage.ts';

it.each([
  'llama_init_from_model: failed to initialize the context: failed to allocate buffer for kv cache',
  'alloc_tensor_range: failed to allocate CPU buffer of size 8192',
  'unable to allocate CPU buffer',
  'ggml_aligned_malloc: insufficient memory (attempted to allocate 4096.00 MB)',
  'std::bad_alloc',
])('a shortage of memory is none of the file: %s', (reason) => {
  expect(tellsOfShortage(reason)).toBe(true);
});

it.each(['unknown model architecture: "x"', 'error loading model: missing tensor "output.weight"'])('%s is of the file', (reason) => {
  expect(tellsOfShortage(reason)).toBe(false);
});
