import { valueType } from './gguf-types.ts';

export type SampleValue = number | bigint | string | boolean | readonly string[] | readonly number[];

export interface SampleTensor {
  readonly name: string;
  readonly dimensions: readonly (number | bigint)[];
  readonly type?: number;
  readonly offset?: number | bigint;
}

export interface Sample {
  readonly magic?: string;
  readonly version?: number;
  readonly tensorCount?: number | bigint;
  readonly valueCount?: number | bigint;
  readonly values?: readonly (readonly [string, SampleValue])[];
  readonly tensors?: readonly SampleTensor[];
  readonly dataBytes?: number;
}

/** Values of a header with the shape of Qwen3-4B-Instruct-2507. */
export const qwen3Values: readonly (readonly [string, SampleValue])[] = [
  ['general.architecture', 'qwen3'],
  ['general.name', 'Qwen3 4B Instruct 2507'],
  ['general.file_type', 15],
  ['qwen3.block_count', 36],
  ['qwen3.context_length', 262_144],
  ['qwen3.embedding_length', 2560],
  ['qwen3.feed_forward_length', 9728],
  ['qwen3.attention.head_count', 32],
  ['qwen3.attention.head_count_kv', 8],
  ['qwen3.attention.key_length', 128],
  ['qwen3.attention.value_length', 128],
  ['tokenizer.ggml.tokens', ['a', '毛', '笔', '<|im_end|>']],
  ['tokenizer.chat_template', '{% for message in messages %}<|im_start|>{% endfor %}'],
];

const oneTensor: readonly SampleTensor[] = [{ name: 'token_embd.weight', dimensions: [64, 2] }];

/** Bytes of a GGUF file for tests: a right one by default, any lie by option. */
export function gguf(sample: Sample = {}): Uint8Array {
  const values = sample.values ?? qwen3Values;
  const tensors = sample.tensors ?? oneTensor;
  const parts: Uint8Array[] = [
    new TextEncoder().encode(sample.magic ?? 'GGUF'),
    uint32(sample.version ?? 3),
    uint64(sample.tensorCount ?? tensors.length),
    uint64(sample.valueCount ?? values.length),
    ...values.flatMap(([key, value]) => [text(key), ...typedValue(value)]),
    ...tensors.flatMap((tensor) => [
      text(tensor.name),
      uint32(tensor.dimensions.length),
      ...tensor.dimensions.map(uint64),
      uint32(tensor.type ?? 0),
      uint64(tensor.offset ?? 0),
    ]),
  ];
  const header = joined(parts);
  const padding = (32 - (header.length % 32)) % 32;
  return joined([header, new Uint8Array(padding + (sample.dataBytes ?? 512))]);
}

function typedValue(value: SampleValue): Uint8Array[] {
  if (typeof value === 'string') return [uint32(valueType.string), text(value)];
  if (typeof value === 'boolean') return [uint32(valueType.bool), new Uint8Array([value ? 1 : 0])];
  if (typeof value === 'bigint') return [uint32(valueType.uint64), uint64(value)];
  if (typeof value === 'number') return [uint32(valueType.uint32), uint32(value)];
  const isText = typeof value[0] === 'string';
  const elements = value.map((element) => (typeof element === 'string' ? text(element) : uint32(element)));
  return [uint32(valueType.array), uint32(isText ? valueType.string : valueType.uint32), uint64(value.length), ...elements];
}

export function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

export function uint64(value: number | bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
}

function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  return joined([uint64(bytes.length), bytes]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
