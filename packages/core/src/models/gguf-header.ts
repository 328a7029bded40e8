import { GgufCursor, invalidModel, type ByteReader } from './gguf-cursor.ts';
import { quantisationNames, tensorTypes, valueType } from './gguf-types.ts';

export type { ByteReader } from './gguf-cursor.ts';

/** What a GGUF file says about the model in it. */
export interface GgufHeader {
  /** e.g. `qwen3`. */
  readonly architecture: string;
  /** `general.name`, cleaned of control characters. */
  readonly name: string | null;
  /** e.g. `Q4_K_M`. */
  readonly quantisation: string;
  /** Tokens that the model was made for. */
  readonly contextLength: number;
  readonly layers: number;
  readonly embeddingLength: number;
  readonly feedForwardLength: number;
  readonly heads: number;
  /** Key-value heads of all layers together. */
  readonly keyValueHeads: number;
  readonly keyLength: number;
  readonly valueLength: number;
  readonly vocabularySize: number;
  readonly parameters: number;
  /** All tensors together. */
  readonly weightsBytes: number;
  readonly hasChatTemplate: boolean;
  /** Made for embeddings or ranking: it cannot write. */
  readonly isEmbedding: boolean;
}

const maximumEntries = 65_536;
const maximumKeyBytes = 65_535;
const maximumAlignment = 1024 * 1024;
const maximumDimensions = 4;
const maximumNameBytes = 63;
/** Values per layer (for example of `head_count_kv`) are kept; longer lists are vocabularies. */
const maximumKeptElements = 1024;

type Value = number | boolean | string | readonly number[];

interface Metadata {
  readonly values: ReadonlyMap<string, Value>;
  readonly arrayLengths: ReadonlyMap<string, number>;
}

interface TensorTotals {
  readonly weightsBytes: number;
  readonly parameters: number;
  /** The type that most bytes have. */
  readonly dominantType: string;
}

/**
 * Reads and checks the header of a GGUF file, so that native code never opens a file that lies about itself: magic,
 * version, counts, lengths, types, and every tensor's place inside the file. Throws `model-invalid` with one sentence.
 * Limits follow llama.cpp's `gguf.cpp`, tightened where it would allocate what the file claims.
 * @param read reads a piece of the file
 * @param fileBytes size of the file
 */
export async function readGgufHeader(read: ByteReader, fileBytes: number): Promise<GgufHeader> {
  if (fileBytes === 0) throw invalidModel('The model file is empty.');
  const cursor = new GgufCursor(read, fileBytes);
  await checkMagic(read, fileBytes);
  await cursor.fill();
  cursor.uint32();
  checkVersion(cursor);
  const tensorCount = cursor.count(maximumEntries, 'tensors');
  const valueCount = cursor.count(maximumEntries, 'values in its header');
  const metadata = await readMetadata(cursor, valueCount);
  refusePart(metadata);
  const totals = await checkTensors(cursor, { tensorCount, alignment: alignmentOf(metadata), fileBytes });
  return describe(metadata, totals);
}

async function checkMagic(read: ByteReader, fileBytes: number): Promise<void> {
  const start = new TextDecoder('latin1').decode(await read(0, Math.min(64, fileBytes)));
  if (start.startsWith('GGUF')) return;
  if (start.startsWith('version https://git-lfs')) {
    throw invalidModel('This is a Git LFS pointer of a few bytes, not the model itself.');
  }
  if (/^\s*<(!doctype|html|\?xml)/iu.test(start)) throw invalidModel('This is a web page that was saved in place of a model.');
  throw invalidModel('This is not a GGUF model file.');
}

function checkVersion(cursor: GgufCursor): void {
  const version = cursor.uint32();
  if (version === 2 || version === 3) return;
  const isSwapped = (version & 0xffff) === 0 && version !== 0;
  throw invalidModel(
    isSwapped
      ? 'This model file was made for machines with another byte order.'
      : `This model file has the GGUF version ${version}; versions 2 and 3 can be read.`,
  );
}

async function readMetadata(cursor: GgufCursor, count: number): Promise<Metadata> {
  const seen = new Set<string>();
  const values = new Map<string, Value>();
  const arrayLengths = new Map<string, number>();
  for (let index = 0; index < count; index += 1) {
    if (!cursor.isFilled) await cursor.fill();
    const key = cursor.name(maximumKeyBytes);
    if (key === '') throw invalidModel('The model file is damaged: its header has a value without a name.');
    if (seen.has(key)) throw invalidModel(`The model file is damaged: ${shown(key)} stands in its header twice.`);
    seen.add(key);
    const type = cursor.uint32();
    if (type === valueType.array) {
      const head = cursor.arrayHead();
      arrayLengths.set(key, head.length);
      const kept = await readShortArray(cursor, head);
      if (kept !== null) values.set(key, kept);
    } else {
      values.set(key, cursor.scalar(type));
    }
  }
  return { values, arrayLengths };
}

async function readShortArray(cursor: GgufCursor, head: { type: number; length: number }): Promise<readonly number[] | null> {
  if (head.type === valueType.string || head.length > maximumKeptElements) {
    await cursor.skipArray(head);
    return null;
  }
  return Array.from({ length: head.length }, () => Number(cursor.scalar(head.type)));
}

function refusePart(metadata: Metadata): void {
  const parts = metadata.values.get('split.count');
  if (typeof parts !== 'number' || parts <= 1) return;
  throw invalidModel(`This is one of ${parts} parts of a split model; join them into one file first (llama-gguf-split --merge).`);
}

function alignmentOf(metadata: Metadata): number {
  const alignment = metadata.values.get('general.alignment') ?? 32;
  const isValid =
    typeof alignment === 'number' &&
    Number.isInteger(alignment) &&
    alignment >= 1 &&
    alignment <= maximumAlignment &&
    (alignment & (alignment - 1)) === 0;
  if (!isValid) throw invalidModel('The model file is damaged: the alignment of its weights is not a power of two up to 1 MiB.');
  return alignment;
}

async function checkTensors(
  cursor: GgufCursor,
  file: { tensorCount: number; alignment: number; fileBytes: number },
): Promise<TensorTotals> {
  if (file.tensorCount === 0) throw invalidModel('This GGUF file holds no weights, so it is not a model.');
  const names = new Set<string>();
  const bytesByType = new Map<string, bigint>();
  const alignment = BigInt(file.alignment);
  let dataEnd = 0n;
  let paddedEnd = 0n;
  let parameters = 0n;
  for (let index = 0; index < file.tensorCount; index += 1) {
    if (!cursor.isFilled) await cursor.fill();
    const tensor = readTensor(cursor);
    if (names.has(tensor.name)) throw invalidModel(`The model file is damaged: the tensor ${shown(tensor.name)} stands in it twice.`);
    names.add(tensor.name);
    if (tensor.offset !== paddedEnd) {
      throw invalidModel(`The model file is damaged: the tensor ${shown(tensor.name)} lies at the wrong place.`);
    }
    dataEnd = tensor.offset + tensor.sizeBytes;
    paddedEnd = roundUp(dataEnd, alignment);
    parameters += tensor.elements;
    bytesByType.set(tensor.type, (bytesByType.get(tensor.type) ?? 0n) + tensor.sizeBytes);
  }
  const expectedBytes = roundUp(BigInt(cursor.offset), alignment) + dataEnd;
  if (expectedBytes > BigInt(file.fileBytes)) {
    const percent = (BigInt(file.fileBytes) * 100n) / expectedBytes;
    throw invalidModel(`The model file is cut off: it has ${file.fileBytes} of ${expectedBytes} bytes (${percent} %).`);
  }
  return { weightsBytes: Number(dataEnd), parameters: Number(parameters), dominantType: largest(bytesByType) };
}

interface Tensor {
  readonly name: string;
  readonly type: string;
  readonly elements: bigint;
  readonly sizeBytes: bigint;
  readonly offset: bigint;
}

function readTensor(cursor: GgufCursor): Tensor {
  const name = cursor.name(maximumNameBytes);
  if (name === '' || name.includes('\0')) {
    throw invalidModel('The model file is damaged: one of its tensors has an impossible name.');
  }
  const dimensions = cursor.uint32();
  if (dimensions > maximumDimensions) throw impossibleShape(name);
  let rowElements = 1n;
  let elements = 1n;
  for (let index = 0; index < dimensions; index += 1) {
    const length = cursor.uint64();
    if (index === 0) rowElements = length;
    elements *= length;
    if (elements === 0n || elements >= 2n ** 63n) throw impossibleShape(name);
  }
  const typeNumber = cursor.uint32();
  const type = tensorTypes.get(typeNumber);
  if (type === undefined)
    throw invalidModel(`The model file uses a tensor type that is not known here (${typeNumber}, in ${shown(name)}).`);
  if (rowElements % BigInt(type.blockElements) !== 0n) throw impossibleShape(name);
  const sizeBytes = (elements / BigInt(type.blockElements)) * BigInt(type.blockBytes);
  return { name, type: type.name, elements, sizeBytes, offset: cursor.uint64() };
}

function describe(metadata: Metadata, totals: TensorTotals): GgufHeader {
  const architecture = metadata.values.get('general.architecture');
  if (typeof architecture !== 'string' || !/^[\w.-]{1,64}$/u.test(architecture)) {
    throw invalidModel('This GGUF file does not say which kind of model it holds.');
  }
  const shape = shapeReader(metadata, architecture);
  const layers = shape.required('block_count');
  const embeddingLength = shape.required('embedding_length');
  const heads = shape.optional('attention.head_count', 1);
  const headLength = shape.optional('attention.key_length', Math.ceil(embeddingLength / heads));
  const name = metadata.values.get('general.name');
  return {
    architecture,
    name: typeof name === 'string' ? printable(name, 120) || null : null,
    quantisation: quantisationNames.get(Number(metadata.values.get('general.file_type') ?? -1)) ?? totals.dominantType,
    contextLength: shape.required('context_length'),
    layers,
    embeddingLength,
    feedForwardLength: shape.optional('feed_forward_length', 4 * embeddingLength),
    heads,
    keyValueHeads: shape.sumOverLayers('attention.head_count_kv', layers, heads),
    keyLength: headLength,
    valueLength: shape.optional('attention.value_length', headLength),
    vocabularySize: metadata.arrayLengths.get('tokenizer.ggml.tokens') ?? shape.optional('vocab_size', 1),
    parameters: totals.parameters,
    weightsBytes: totals.weightsBytes,
    hasChatTemplate: metadata.values.has('tokenizer.chat_template'),
    isEmbedding: shape.optional('pooling_type', 0) > 0,
  };
}

function shapeReader(metadata: Metadata, architecture: string) {
  /** Lengths may stand per layer: then the largest counts. */
  function positive(key: string): number | null {
    const value = metadata.values.get(`${architecture}.${key}`);
    const number = Array.isArray(value) ? Math.max(...value.filter(isCount)) : value;
    return isCount(number) ? number : null;
  }
  return {
    required(key: string): number {
      const number = positive(key);
      if (number === null) throw invalidModel(`This GGUF file is not a language model: ${architecture}.${key} is missing.`);
      return number;
    },
    optional(key: string, otherwise: number): number {
      return positive(key) ?? otherwise;
    },
    sumOverLayers(key: string, layers: number, otherwise: number): number {
      const value = metadata.values.get(`${architecture}.${key}`);
      if (Array.isArray(value)) return value.filter(isCount).reduce((sum, heads) => sum + heads, 0);
      return layers * (positive(key) ?? otherwise);
    },
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 2 ** 31;
}

function largest(bytesByType: ReadonlyMap<string, bigint>): string {
  return [...bytesByType].reduce((best, row) => (row[1] > best[1] ? row : best))[0];
}

function roundUp(value: bigint, step: bigint): bigint {
  return ((value + step - 1n) / step) * step;
}

function impossibleShape(name: string) {
  return invalidModel(`The model file is damaged: the tensor ${shown(name)} has an impossible shape.`);
}

/** A name from the file as it may stand in a message: one line, short, nothing that steers a terminal. */
function shown(name: string): string {
  return `"${printable(name, 60)}"`;
}

function printable(text: string, maximumLength: number): string {
  return text
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, maximumLength);
}
