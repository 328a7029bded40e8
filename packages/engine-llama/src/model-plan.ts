import { open } from 'node:fs/promises';
import {
  automaticContext,
  largestFittingContext,
  maximumContextTokens,
  memoryNeed,
  memoryShortage,
  readGgufHeader,
  StudioError,
  type GgufHeader,
  type LoadRequest,
} from '@maobi/core';

/** Reads and checks the header of a model's file, before native code opens it. Throws `model-invalid`. */
export async function checkModelFile(path: string): Promise<GgufHeader> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new StudioError('model-invalid', `The model file cannot be opened: ${path}`, { cause });
  });
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new StudioError('model-invalid', `This is not a file: ${path}`);
    return await readGgufHeader(async (offset, length) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    }, facts.size);
  } finally {
    await file.close();
  }
}

/**
 * The context to load with: the wanted one, or the largest that fits and leaves other programs their share. Never more
 * than the model was made for. Throws `out-of-memory` with what would fit, and `model-invalid` for models that cannot write.
 */
export function chooseContext(header: GgufHeader, request: LoadRequest, freeBytes: number): number {
  if (header.isEmbedding) throw new StudioError('model-invalid', 'This model is made for searching and ranking; it cannot write.');
  const wanted =
    request.contextTokens === null
      ? automaticContext(header, freeBytes)
      : Math.min(request.contextTokens, header.contextLength, maximumContextTokens);
  const need = memoryNeed(header, wanted);
  if (need.totalBytes <= freeBytes) return need.contextTokens;
  const fits = largestFittingContext(header, freeBytes);
  const { message, hint } = memoryShortage(need, freeBytes, fits);
  throw new StudioError('out-of-memory', message, {
    hint,
    details: { neededBytes: need.totalBytes, freeBytes, fitsContextTokens: fits },
  });
}
