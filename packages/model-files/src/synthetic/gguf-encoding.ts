import { valueType } from '@maobi/core';

/** A value of a GGUF header; numbers are whole and stand in 32 bits unless marked as `float`. */
export type HeaderValue =
  number | boolean | string | { readonly float: number } | { readonly texts: readonly string[] } | { readonly numbers: readonly number[] };

export interface HeaderTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly sizeBytes: number;
}

/** Every tensor begins at a multiple of this. */
const alignmentBytes = 32;

/** Bytes that follow `length` bytes up to the next multiple of the alignment. */
export function paddingAfter(length: number): number {
  return (alignmentBytes - (length % alignmentBytes)) % alignmentBytes;
}

/** The header of a GGUF file of version 3, padded: the first tensor follows it. */
export function ggufHeaderBytes(values: Readonly<Record<string, HeaderValue>>, tensors: readonly HeaderTensor[]): Uint8Array {
  const bytes = new GrowingBytes();
  bytes.raw(new TextEncoder().encode('GGUF'));
  bytes.uint32(3);
  bytes.uint64(tensors.length);
  bytes.uint64(Object.keys(values).length);
  for (const [key, value] of Object.entries(values)) {
    bytes.text(key);
    writeValue(bytes, value);
  }
  let offset = 0;
  for (const { name, dimensions, type, sizeBytes } of tensors) {
    bytes.text(name);
    bytes.uint32(dimensions.length);
    for (const length of dimensions) bytes.uint64(length);
    bytes.uint32(type);
    bytes.uint64(offset);
    offset += sizeBytes + paddingAfter(sizeBytes);
  }
  bytes.raw(new Uint8Array(paddingAfter(bytes.length)));
  return bytes.whole();
}

function writeValue(bytes: GrowingBytes, value: HeaderValue): void {
  if (typeof value === 'number') {
    bytes.uint32(valueType.uint32);
    bytes.uint32(value);
  } else if (typeof value === 'boolean') {
    bytes.uint32(valueType.bool);
    bytes.raw(new Uint8Array([value ? 1 : 0]));
  } else if (typeof value === 'string') {
    bytes.uint32(valueType.string);
    bytes.text(value);
  } else if ('float' in value) {
    bytes.uint32(valueType.float32);
    bytes.raw(new Uint8Array(new Float32Array([value.float]).buffer));
  } else if ('texts' in value) {
    bytes.arrayHead(valueType.string, value.texts.length);
    for (const text of value.texts) bytes.text(text);
  } else {
    bytes.arrayHead(valueType.int32, value.numbers.length);
    for (const number of value.numbers) bytes.uint32(number);
  }
}

/** Bytes, little-endian, in a buffer that doubles when it is full. */
class GrowingBytes {
  #buffer = new Uint8Array(1024 * 1024);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;
  readonly #encoder = new TextEncoder();

  get length(): number {
    return this.#length;
  }

  whole(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#buffer.set(bytes, at);
  }

  uint32(value: number): void {
    const at = this.#room(4);
    this.#view.setUint32(at, value, true);
  }

  uint64(value: number): void {
    const at = this.#room(8);
    this.#view.setBigUint64(at, BigInt(value), true);
  }

  text(text: string): void {
    const bytes = this.#encoder.encode(text);
    this.uint64(bytes.length);
    this.raw(bytes);
  }

  arrayHead(type: number, length: number): void {
    this.uint32(valueType.array);
    this.uint32(type);
    this.uint64(length);
  }

  #room(byteCount: number): number {
    const at = this.#length;
    this.#length += byteCount;
    if (this.#length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#buffer.length * 2));
      larger.set(this.#buffer);
      this.#buffer = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}
