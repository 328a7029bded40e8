import { closeSync, openSync, readSync, writeSync, fstatSync } from 'node:fs';
import { aligned, ggufStart, readGgufLayout, type GgufLayout, type GgufTensor } from './gguf-layout.ts';
import { circleOf } from './circle.ts';

const startBytes = 64 * 1024 * 1024;
const pieceBytes = 16 * 1024 * 1024;
/** What a layer adds to the state of a token passes through one of these. */
const silenced = /^blk\.\d+\.(attn_output|ffn_down)\.weight$/u;
const embedding = 'token_embd.weight';
const output = 'output.weight';

/**
 * Writes a copy of a model file that computes as much as the original and always writes the same text: its layers add
 * nothing, and the output finds for each token the one that follows it in a fixed circle of Chinese characters. With it a
 * rewritten passage can be ordered, and no answer depends on rounding.
 */
export function writePredictableModel(fromPath: string, toPath: string): void {
  const from = openSync(fromPath, 'r');
  const to = openSync(toPath, 'w');
  try {
    const start = new Uint8Array(startBytes);
    const layout = readGgufLayout(start.subarray(0, readSync(from, start, 0, startBytes, 0)));
    const sizes = tensorSizes(layout, fstatSync(from).size);
    const tensors = layout.tensors.filter(({ name }) => name !== output);
    const source = layout.tensors.find(({ name }) => name === embedding);
    if (!source) throw new Error(`The file has no ${embedding}.`);
    const planned: { from: GgufTensor; to: GgufTensor; sizeBytes: number }[] = [];
    let offset = 0;
    for (const [name, tensor] of [...tensors.map((each) => [each.name, each] as const), [output, source] as const]) {
      const sizeBytes = sizes.get(tensor.name) ?? 0;
      planned.push({ from: tensor, to: { ...tensor, name, offset }, sizeBytes });
      offset = aligned(offset + sizeBytes);
    }
    const head = ggufStart(
      layout.metadata,
      planned.map((each) => each.to),
    );
    writeSync(to, head, 0, head.length, 0);
    const rows = new EmbeddingRows(readWhole(from, layout.dataOffset + source.offset, sizes.get(embedding) ?? 0), layout.tokens);
    for (const { from: tensor, to: place, sizeBytes } of planned) {
      const target = { file: to, offset: head.length + place.offset };
      if (silenced.test(place.name)) writeZeros(target, sizeBytes);
      else if (place.name === output) writePiece(target, rows.output());
      else if (place.name === embedding) writePiece(target, rows.embedding());
      else copy({ file: from, offset: layout.dataOffset + tensor.offset }, target, sizeBytes);
    }
    writeZeros({ file: to, offset: head.length + offset - 1 }, 1);
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

interface Place {
  readonly file: number;
  readonly offset: number;
}

/** Bytes of each tensor, up to where the next one begins. */
function tensorSizes({ tensors, dataOffset }: GgufLayout, fileBytes: number): Map<string, number> {
  const ordered = tensors.toSorted((left, right) => left.offset - right.offset);
  return new Map(ordered.map(({ name, offset }, index) => [name, (ordered[index + 1]?.offset ?? fileBytes - dataOffset) - offset]));
}

/** What each token is read as, and from that what each is found by. */
class EmbeddingRows {
  readonly #bytes: Uint8Array;
  readonly #rowBytes: number;
  readonly #circle: readonly number[];

  constructor(bytes: Uint8Array, tokens: readonly string[]) {
    this.#bytes = bytes;
    this.#rowBytes = Math.floor(bytes.length / tokens.length);
    this.#circle = circleOf(tokens, (id) => this.#key(id));
    this.#lendRow(tokens.length);
  }

  embedding(): Uint8Array {
    return this.#bytes;
  }

  /** The row of each token of the circle, in the place of the one after it; nothing else is ever found. */
  output(): Uint8Array {
    const found = new Uint8Array(this.#bytes.length);
    for (const [index, id] of this.#circle.entries()) {
      const successor = this.#circle[(index + 1) % this.#circle.length] ?? id;
      found.set(this.#row(id), successor * this.#rowBytes);
    }
    return found;
  }

  /** The entry may have an empty row, as in models that never write it: it gets one that nobody in the circle has. */
  #lendRow(tokenCount: number): void {
    const [entry = 0, ...others] = this.#circle;
    if (this.#key(entry) !== '') return;
    const taken = new Set(['', ...others.map((id) => this.#key(id))]);
    for (let id = 0; id < tokenCount; id += 1) {
      if (taken.has(this.#key(id))) continue;
      this.#bytes.set(this.#row(id), entry * this.#rowBytes);
      return;
    }
    throw new Error('The embedding has no row to spare for the start of an answer.');
  }

  #row(id: number): Uint8Array {
    return this.#bytes.slice(id * this.#rowBytes, (id + 1) * this.#rowBytes);
  }

  #key(id: number): string {
    const row = this.#row(id);
    return row.every((byte) => byte === 0) ? '' : Buffer.from(row).toString('latin1');
  }
}

function writePiece({ file, offset }: Place, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += pieceBytes) writeSync(file, bytes, at, Math.min(pieceBytes, bytes.length - at), offset + at);
}

function copy(from: Place, to: Place, sizeBytes: number): void {
  for (let at = 0; at < sizeBytes; at += pieceBytes) {
    const piece = readWhole(from.file, from.offset + at, Math.min(pieceBytes, sizeBytes - at));
    writeSync(to.file, piece, 0, piece.length, to.offset + at);
  }
}

function readWhole(file: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, Math.min(pieceBytes, length - done), offset + done);
    if (read === 0) throw new Error('The file ended inside a tensor.');
    done += read;
  }
  return bytes;
}

function writeZeros({ file, offset }: Place, length: number): void {
  const zeros = new Uint8Array(Math.min(length, pieceBytes));
  for (let at = 0; at < length; at += zeros.length) writeSync(file, zeros, 0, Math.min(zeros.length, length - at), offset + at);
}
