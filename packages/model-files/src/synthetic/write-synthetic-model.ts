import { mkdir, open, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StudioError, gigabytes } from '@maobi/core';
import { onDisk } from '../disk-failure.ts';
import { ggufHeaderBytes, paddingAfter, type HeaderValue } from './gguf-encoding.ts';
import { randomBlocks, tensorType, type BlockPattern } from './random-blocks.ts';
import type { SyntheticQuantisation, SyntheticShape } from './synthetic-shape.ts';
import { syntheticVocabulary, type SyntheticVocabulary } from './synthetic-vocabulary.ts';
import { planTensors, type PlannedTensor } from './tensor-plan.ts';

export interface SyntheticModelRequest {
  /** Where the file shall be; its folder is made when missing. */
  readonly path: string;
  /** Shown as the name of the model. */
  readonly name: string;
  readonly shape: SyntheticShape;
  readonly quantisation: SyntheticQuantisation;
  /** The same seed writes the same file; 1 by default. */
  readonly seed?: number;
  readonly onProgress?: (writtenBytes: number, totalBytes: number) => void;
  /** Free bytes on the disk; asked of the disk by default. */
  readonly freeBytes?: () => Promise<number>;
}

const fileTypes: Readonly<Record<SyntheticQuantisation, number>> = { Q4_0: 2, Q4_K_M: 15, Q8_0: 7 };
/** Left free on the disk. */
const spareBytes = 256 * 1024 * 1024;
const pieceBytes = 4 * 1024 * 1024;

const chatTemplate = `{%- for message in messages -%}
{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}`;

/**
 * Writes a model of this shape whose weights are random: it computes and takes memory as the real one does, and what it
 * writes is meaningless. It never ends its turn by itself, and writes whole characters only. Returns the size in bytes.
 * The file appears when it is whole. Throws `disk-full`, `data-folder-unusable`, and the signal's reason when it fires.
 */
export async function writeSyntheticModel(request: SyntheticModelRequest, signal: AbortSignal): Promise<number> {
  const plan = planFile(request);
  const partPath = `${request.path}.part`;
  await onDisk(() => mkdir(dirname(request.path), { recursive: true, mode: 0o700 }));
  await refuseFullDisk(request, plan.totalBytes);
  try {
    const file = await onDisk(() => open(partPath, 'w', 0o600));
    try {
      await new ModelWriter(file, request, plan, signal).write();
      await onDisk(() => file.sync());
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
    await onDisk(() => rename(partPath, request.path));
  } catch (caught) {
    await rm(partPath, { force: true }).catch(() => undefined);
    throw caught;
  }
  return plan.totalBytes;
}

/** Size that the file of this request has. */
export function syntheticModelBytes(request: SyntheticModelRequest): number {
  return planFile(request).totalBytes;
}

interface FilePlan {
  readonly header: Uint8Array;
  readonly tensors: readonly PlannedTensor[];
  readonly totalBytes: number;
}

function planFile({ shape, quantisation, name, seed = 1 }: SyntheticModelRequest): FilePlan {
  const vocabulary = syntheticVocabulary(shape.vocabularySize, seed);
  const silentRows = { first: vocabulary.partialTokens, last: vocabulary.reservedTokens };
  const tensors = planTensors(shape, quantisation, silentRows);
  const header = ggufHeaderBytes({ ...modelValues(name, quantisation), ...shapeValues(shape), ...vocabularyValues(vocabulary) }, tensors);
  const dataBytes = tensors.reduce((sum, { sizeBytes }) => sum + sizeBytes + paddingAfter(sizeBytes), 0);
  return { header, tensors, totalBytes: header.length + dataBytes };
}

function modelValues(name: string, quantisation: SyntheticQuantisation): Record<string, HeaderValue> {
  return {
    'general.architecture': 'qwen3',
    'general.type': 'model',
    'general.name': name,
    'general.description': 'Random weights, for measuring speed and memory; what it writes is meaningless.',
    'general.file_type': fileTypes[quantisation],
    'general.quantization_version': 2,
  };
}

function shapeValues(shape: SyntheticShape): Record<string, HeaderValue> {
  return {
    'qwen3.block_count': shape.layers,
    'qwen3.context_length': shape.contextLength,
    'qwen3.embedding_length': shape.embeddingLength,
    'qwen3.feed_forward_length': shape.feedForwardLength,
    'qwen3.attention.head_count': shape.heads,
    'qwen3.attention.head_count_kv': shape.keyValueHeads,
    'qwen3.attention.key_length': shape.headLength,
    'qwen3.attention.value_length': shape.headLength,
    'qwen3.attention.layer_norm_rms_epsilon': { float: 1e-6 },
    'qwen3.rope.freq_base': { float: shape.ropeBase },
  };
}

function vocabularyValues(vocabulary: SyntheticVocabulary): Record<string, HeaderValue> {
  return {
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'qwen2',
    'tokenizer.ggml.tokens': { texts: vocabulary.tokens },
    'tokenizer.ggml.token_type': { numbers: vocabulary.types },
    'tokenizer.ggml.merges': { texts: vocabulary.merges },
    'tokenizer.ggml.eos_token_id': vocabulary.endOfTurn,
    'tokenizer.ggml.bos_token_id': vocabulary.endOfText,
    'tokenizer.ggml.padding_token_id': vocabulary.endOfText,
    'tokenizer.ggml.add_bos_token': false,
    'tokenizer.chat_template': chatTemplate,
  };
}

async function refuseFullDisk({ path, freeBytes }: SyntheticModelRequest, neededBytes: number): Promise<void> {
  const free = await onDisk(freeBytes ?? (() => freeBytesBeside(path)));
  if (free >= neededBytes + spareBytes) return;
  throw new StudioError('disk-full', `The file needs ${gigabytes(neededBytes)}, and ${gigabytes(free)} are free in ${dirname(path)}.`, {
    hint: 'Make room, or choose a smaller shape.',
  });
}

async function freeBytesBeside(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(path));
  return bavail * bsize;
}

/** Writes header and tensors one after another; never holds more than a few megabytes. */
class ModelWriter {
  readonly #file: FileHandle;
  readonly #request: SyntheticModelRequest;
  readonly #plan: FilePlan;
  readonly #signal: AbortSignal;
  readonly #patterns = new Map<number, BlockPattern>();
  #writtenBytes = 0;

  constructor(file: FileHandle, request: SyntheticModelRequest, plan: FilePlan, signal: AbortSignal) {
    this.#file = file;
    this.#request = request;
    this.#plan = plan;
    this.#signal = signal;
  }

  async write(): Promise<void> {
    await this.#put(this.#plan.header);
    for (const [index, tensor] of this.#plan.tensors.entries()) {
      if (tensor.type === tensorType.f32) await this.#put(ones(tensor.sizeBytes / 4));
      else await this.#matrix(tensor, index);
      await this.#put(new Uint8Array(paddingAfter(tensor.sizeBytes)));
    }
  }

  async #matrix(tensor: PlannedTensor, index: number): Promise<void> {
    const rows = tensor.dimensions[1] ?? 1;
    const rowBytes = tensor.sizeBytes / rows;
    const { first, last } = tensor.silentRows ?? { first: 0, last: 0 };
    await this.#zeros(first * rowBytes);
    await this.#random(tensor.type, (rows - first - last) * rowBytes, index);
    await this.#zeros(last * rowBytes);
  }

  /** Each tensor begins at a block of its own in the pattern. */
  async #random(type: number, byteCount: number, index: number): Promise<void> {
    const { bytes, blockBytes, blocks } = this.#pattern(type);
    let at = ((index * 1009) % blocks) * blockBytes;
    for (let left = byteCount; left > 0;) {
      const piece = bytes.subarray(at, Math.min(bytes.length, at + left));
      await this.#put(piece);
      left -= piece.length;
      at = 0;
    }
  }

  #pattern(type: number): BlockPattern {
    const known = this.#patterns.get(type);
    if (known) return known;
    const { bytes, blockBytes, blocks } = randomBlocks(type, this.#request.seed ?? 1);
    const repeated = new Uint8Array(bytes.length * Math.ceil(pieceBytes / bytes.length));
    for (let at = 0; at < repeated.length; at += bytes.length) repeated.set(bytes, at);
    const pattern = { bytes: repeated, blockBytes, blocks };
    this.#patterns.set(type, pattern);
    return pattern;
  }

  async #zeros(byteCount: number): Promise<void> {
    for (let left = byteCount; left > 0; left -= pieceBytes) await this.#put(new Uint8Array(Math.min(left, pieceBytes)));
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#signal.throwIfAborted();
    for (let at = 0; at < bytes.length;) at += (await onDisk(() => this.#file.write(bytes, at))).bytesWritten;
    this.#writtenBytes += bytes.length;
    this.#request.onProgress?.(this.#writtenBytes, this.#plan.totalBytes);
  }
}

function ones(count: number): Uint8Array {
  return new Uint8Array(new Float32Array(count).fill(1).buffer);
}
