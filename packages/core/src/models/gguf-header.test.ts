import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../errors.ts';
import { readGgufHeader, type GgufHeader } from './gguf-header.ts';
import { gguf, joined, qwen3Values, uint32, uint64, type SampleValue } from './gguf-sample.ts';

const demoPath = new URL('../../../../models/demo/maobi-demo.gguf', import.meta.url);

function read(bytes: Uint8Array): Promise<GgufHeader> {
  return readGgufHeader(async (offset, length) => bytes.subarray(offset, offset + length), bytes.length);
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await read(bytes).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof StudioError) || error.code !== 'model-invalid') throw new Error('expected a refusal', { cause: error });
  expect(error.message).not.toMatch(/\p{Cc}/u);
  return error.message;
}

function values(changes: Record<string, SampleValue | undefined>): [string, SampleValue][] {
  const rows = new Map<string, SampleValue | undefined>([...qwen3Values, ...Object.entries(changes)]);
  return [...rows].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as [string, SampleValue]]));
}

const start = (tensors: bigint | number, count: bigint | number) =>
  joined([new TextEncoder().encode('GGUF'), uint32(3), uint64(tensors), uint64(count)]);

describe('the header of a right GGUF file', () => {
  it('tells kind, shape, quantisation and name', async () => {
    expect(await read(gguf())).toEqual({
      architecture: 'qwen3',
      name: 'Qwen3 4B Instruct 2507',
      quantisation: 'Q4_K_M',
      contextLength: 262_144,
      layers: 36,
      embeddingLength: 2560,
      feedForwardLength: 9728,
      heads: 32,
      keyValueHeads: 288,
      keyLength: 128,
      valueLength: 128,
      vocabularySize: 4,
      parameters: 128,
      weightsBytes: 512,
      hasChatTemplate: true,
      isEmbedding: false,
    });
  });

  it('is read in version 2 as well', async () => {
    expect((await read(gguf({ version: 2 }))).layers).toBe(36);
  });

  it('takes key-value heads per layer', async () => {
    const header = await read(gguf({ values: values({ 'qwen3.attention.head_count_kv': [8, 8, 0, 2] }) }));
    expect(header.keyValueHeads).toBe(18);
  });

  it('names the type of most weights when the file does not name its quantisation', async () => {
    const tensors = [
      { name: 'small', dimensions: [32], offset: 0 },
      { name: 'large', dimensions: [256, 4], type: 14, offset: 128 },
    ];
    const header = await read(gguf({ values: values({ 'general.file_type': undefined }), tensors, dataBytes: 968 }));
    expect(header.quantisation).toBe('Q6_K');
  });

  it('marks embedding models', async () => {
    expect((await read(gguf({ values: values({ 'qwen3.pooling_type': 3 }) }))).isEmbedding).toBe(true);
  });

  it('is read past a vocabulary that is larger than one piece of reading', async () => {
    const tokens = Array.from({ length: 200_000 }, (_, index) => `token ${index} 毛笔`);
    const header = await read(gguf({ values: values({ 'tokenizer.ggml.tokens': tokens }) }));
    expect(header.vocabularySize).toBe(200_000);
    expect(header.hasChatTemplate).toBe(true);
    expect(header.weightsBytes).toBe(512);
  });

  it('of the demo model agrees with its file', async () => {
    const bytes = await readFile(demoPath);
    const header = await read(bytes);
    expect(header).toMatchObject({ architecture: 'qwen3', hasChatTemplate: true, quantisation: 'Q8_0' });
    expect(header.weightsBytes).toBeLessThan(bytes.length);
    expect(header.weightsBytes).toBeGreaterThan(bytes.length * 0.9);
  });
});

describe('a file that is no model', () => {
  const cases: [string, Uint8Array, RegExp][] = [
    ['an empty file', new Uint8Array(0), /is empty/u],
    ['one byte', new Uint8Array([0x47]), /not a GGUF/u],
    ['a text', new TextEncoder().encode('# Notes\n\nNot a model at all.'), /not a GGUF/u],
    ['a web page', new TextEncoder().encode('<!DOCTYPE html><title>Sign in</title>'), /web page/u],
    ['a Git LFS pointer', new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:00'), /LFS pointer/u],
    ['an old version', gguf({ version: 1 }), /version 1/u],
    ['a later version', gguf({ version: 4 }), /version 4/u],
    ['another byte order', gguf({ version: 0x0300_0000 }), /byte order/u],
    ['only the magic', new TextEncoder().encode('GGUF'), /cut off/u],
    ['no weights', gguf({ tensors: [] }), /no weights/u],
    ['no architecture', gguf({ values: values({ 'general.architecture': undefined }) }), /which kind/u],
    ['no layers', gguf({ values: values({ 'qwen3.block_count': undefined }) }), /block_count is missing/u],
    ['a part of a split model', gguf({ values: values({ 'split.count': 3 }) }), /one of 3 parts/u],
  ];
  it.each(cases)('is refused with one sentence: %s', async (_, bytes, message) => {
    expect(await refusal(bytes)).toMatch(message);
  });
});

describe('a hostile or damaged header', () => {
  const string = (length: bigint) => joined([uint64(1), new TextEncoder().encode('k'), uint32(8), uint64(length)]);
  const array = (type: number, length: bigint) =>
    joined([uint64(1), new TextEncoder().encode('k'), uint32(9), uint32(type), uint64(length)]);
  const cases: [string, Uint8Array, RegExp][] = [
    ['2^63 tensors', start(2n ** 63n, 1), /tensors/u],
    ['2^64 - 1 values', start(1, 2n ** 64n - 1n), /values/u],
    ['65,537 tensors', start(65_537, 1), /65537 tensors/u],
    ['a key of 2^60 bytes in 43 bytes', joined([start(1, 1), uint64(2n ** 60n), new Uint8Array(11)]), /bytes in one name/u],
    ['a text of 2^40 bytes in 53 bytes', joined([start(1, 1), string(2n ** 40n), new Uint8Array(8)]), /bytes in one text/u],
    ['a list of 2^62 elements', joined([start(1, 1), array(4, 2n ** 62n), new Uint8Array(64)]), /elements/u],
    ['a list of 16M elements in 53 bytes', joined([start(1, 1), array(0, 16n * 1024n * 1024n)]), /cut off/u],
    ['a list of lists', joined([start(1, 1), array(9, 1n), new Uint8Array(64)]), /unknown type 9/u],
    ['an unknown value type', joined([start(1, 1), uint64(1), new TextEncoder().encode('k'), uint32(77), new Uint8Array(64)]), /type 77/u],
    ['a value without a name', gguf({ values: values({ '': 1 }) }), /without a name/u],
    ['a doubled value', gguf({ values: [...qwen3Values, ['general.name', 'again']] }), /twice/u],
    ['an alignment of 0', gguf({ values: values({ 'general.alignment': 0 }) }), /power of two/u],
    ['an alignment of 33', gguf({ values: values({ 'general.alignment': 33 }) }), /power of two/u],
    ['an alignment of 2 MiB', gguf({ values: values({ 'general.alignment': 2 ** 21 }) }), /power of two/u],
    ['an alignment that is a text', gguf({ values: values({ 'general.alignment': '32' }) }), /power of two/u],
    ['five dimensions', gguf({ tensors: [{ name: 't', dimensions: [1, 1, 1, 1, 1] }] }), /impossible shape/u],
    ['2^32 dimensions', gguf({ tensors: [{ name: 't', dimensions: [2n ** 32n, 2n ** 32n] }] }), /impossible shape/u],
    ['an empty dimension', gguf({ tensors: [{ name: 't', dimensions: [32, 0] }] }), /impossible shape/u],
    ['a row that is no whole block', gguf({ tensors: [{ name: 't', dimensions: [33], type: 8 }] }), /impossible shape/u],
    ['a removed tensor type', gguf({ tensors: [{ name: 't', dimensions: [32], type: 4 }] }), /not known here \(4/u],
    ['weights larger than the file', gguf({ tensors: [{ name: 't', dimensions: [2n ** 40n] }] }), /cut off: it has \d+ of \d+ bytes/u],
    ['a tensor beyond the file', gguf({ tensors: [{ name: 't', dimensions: [32], offset: 2n ** 63n }] }), /wrong place/u],
    [
      'overlapping tensors',
      gguf({
        tensors: [
          { name: 'a', dimensions: [32] },
          { name: 'b', dimensions: [32] },
        ],
      }),
      /"b" lies at the wrong place/u,
    ],
    [
      'two tensors of one name',
      gguf({
        tensors: [
          { name: 'a', dimensions: [32] },
          { name: 'a', dimensions: [32], offset: 128 },
        ],
      }),
      /twice/u,
    ],
    ['a tensor name that steers the terminal', gguf({ tensors: [{ name: '\u001b[2J\nx', dimensions: [33], type: 8 }] }), /"\[2J x"/u],
    ['a tensor name of 64 bytes', gguf({ tensors: [{ name: 'x'.repeat(64), dimensions: [32] }] }), /bytes in one name/u],
  ];
  it.each(cases)('is refused with one sentence: %s', async (_, bytes, message) => {
    expect(await refusal(bytes)).toMatch(message);
  });

  it('is refused wherever the file is cut', async () => {
    const whole = gguf();
    for (let length = 0; length < whole.length; length += 7) {
      expect(await refusal(whole.subarray(0, length))).toMatch(/cut off|empty|not a GGUF/u);
    }
  });

  it('costs little more than 32 MB of reading, however large the file is', async () => {
    const header = start(1, 65_536);
    const fileBytes = 2 ** 40;
    let bytesRead = 0;
    const zeros = new Uint8Array(1024 * 1024);
    const emptyTexts = joined([uint64(1), new TextEncoder().encode('k'), uint32(9), uint32(8), uint64(2 ** 24)]);
    const reading = readGgufHeader(async (offset, length) => {
      bytesRead += length;
      return offset < 64 ? joined([header, emptyTexts, zeros]).subarray(offset, offset + length) : zeros.subarray(0, length);
    }, fileBytes);
    await expect(reading).rejects.toMatchObject({ code: 'model-invalid' });
    expect(bytesRead).toBeLessThanOrEqual(34 * 1024 * 1024);
  });

  it('never ends in anything but a header or a refusal, whichever bits are flipped', async () => {
    const whole = gguf();
    const flips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 });
    const property = fc.asyncProperty(flips, async (changes) => {
      const damaged = whole.slice();
      for (const [at, mask] of changes) damaged[at] = (damaged[at] ?? 0) ^ mask;
      return endsProperly(damaged);
    });
    expect((await fc.check(property, { numRuns: 400 })).failed).toBe(false);
  });

  it('never ends in anything but a header or a refusal, whatever follows the magic', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (tail) =>
      endsProperly(joined([new TextEncoder().encode('GGUF'), uint32(3), tail])),
    );
    expect((await fc.check(property, { numRuns: 400 })).failed).toBe(false);
  });
});

function endsProperly(bytes: Uint8Array): Promise<boolean> {
  return read(bytes).then(
    (header) => header.layers >= 1 && header.weightsBytes <= bytes.length,
    (caught: unknown) => caught instanceof StudioError && caught.code === 'model-invalid',
  );
}
