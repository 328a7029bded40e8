/** Where things lie in a GGUF file. It is one that `readGgufHeader` of core has accepted: nothing is checked here. */
export interface GgufLayout {
  /** Everything up to the list of tensors, the counts included. */
  readonly metadata: Uint8Array;
  readonly tokens: readonly string[];
  readonly tensors: readonly GgufTensor[];
  /** Where the first tensor begins. */
  readonly dataOffset: number;
}

export interface GgufTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: number;
  /** From `dataOffset` on. */
  readonly offset: number;
}

export const alignmentBytes = 32;
const firstEntryAt = 24;
const stringType = 8;
const arrayType = 9;
const fixedBytes: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

/** @param start the file's bytes up to the first tensor at least */
export function readGgufLayout(start: Uint8Array): GgufLayout {
  const cursor = new Cursor(start);
  cursor.at = 8;
  const tensorCount = cursor.uint64();
  const entryCount = cursor.uint64();
  cursor.at = firstEntryAt;
  let tokens: readonly string[] = [];
  for (let entry = 0; entry < entryCount; entry += 1) {
    const key = cursor.text();
    const texts = cursor.value(cursor.uint32());
    if (key === 'tokenizer.ggml.tokens') tokens = texts;
  }
  const metadata = start.slice(0, cursor.at);
  const tensors = Array.from({ length: tensorCount }, (): GgufTensor => {
    const name = cursor.text();
    const dimensions = Array.from({ length: cursor.uint32() }, () => cursor.uint64());
    return { name, dimensions, type: cursor.uint32(), offset: cursor.uint64() };
  });
  return { metadata, tokens, tensors, dataOffset: aligned(cursor.at) };
}

/** The bytes before the first tensor of a file with these tensors and this metadata. */
export function ggufStart(metadata: Uint8Array, tensors: readonly GgufTensor[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [metadata];
  for (const { name, dimensions, type, offset } of tensors) {
    const encoded = encoder.encode(name);
    const view = new DataView(new ArrayBuffer(8 + 4 + dimensions.length * 8 + 4 + 8));
    view.setBigUint64(0, BigInt(encoded.length), true);
    view.setUint32(8, dimensions.length, true);
    for (const [index, length] of dimensions.entries()) view.setBigUint64(12 + index * 8, BigInt(length), true);
    const typeAt = 12 + dimensions.length * 8;
    view.setUint32(typeAt, type, true);
    view.setBigUint64(typeAt + 4, BigInt(offset), true);
    const bytes = new Uint8Array(view.buffer);
    parts.push(bytes.slice(0, 8), encoded, bytes.slice(8));
  }
  const start = Buffer.concat(parts);
  new DataView(start.buffer, start.byteOffset).setBigUint64(8, BigInt(tensors.length), true);
  return Buffer.concat([start, new Uint8Array(aligned(start.length) - start.length)]);
}

export function aligned(offset: number): number {
  return Math.ceil(offset / alignmentBytes) * alignmentBytes;
}

class Cursor {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #decoder = new TextDecoder();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint32(): number {
    this.at += 4;
    return this.#view.getUint32(this.at - 4, true);
  }

  uint64(): number {
    this.at += 8;
    return Number(this.#view.getBigUint64(this.at - 8, true));
  }

  text(): string {
    const length = this.uint64();
    this.at += length;
    return this.#decoder.decode(this.#bytes.subarray(this.at - length, this.at));
  }

  /** Passes over a value; returns its texts where it is a list of them. */
  value(type: number): string[] {
    if (type === stringType) return [this.text()];
    if (type !== arrayType) {
      this.at += fixedBytes[type] ?? 0;
      return [];
    }
    const elementType = this.uint32();
    const count = this.uint64();
    return Array.from({ length: count }, () => this.value(elementType)).flat();
  }
}
