import { open } from 'node:fs/promises';
import { memoryNeed, readGgufHeader, StudioError, type GgufHeader, type ModelShape } from '@maobi/core';
import type { Model } from '@maobi/contract';
import { markOf, type FileMark } from './model-folder.ts';

/** Reads and checks the header of a model file. Throws `not-found`, `model-invalid`. */
export async function inspectFile(filePath: string): Promise<{ header: GgufHeader; mark: FileMark }> {
  const mark = await markOf(filePath);
  if (!mark) throw new StudioError('not-found', `There is no file ${filePath}.`, { hint: 'Check the path; it must name a .gguf file.' });
  const file = await openForReading(filePath);
  try {
    const read = async (offset: number, length: number) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    return { header: await readGgufHeader(read, mark.sizeBytes), mark };
  } finally {
    await file.close();
  }
}

async function openForReading(filePath: string) {
  try {
    return await open(filePath, 'r');
  } catch (cause) {
    throw new StudioError('not-found', `The file ${filePath} cannot be read.`, { cause, hint: 'Allow this user to read it.' });
  }
}

/** Memory needed at 8K and 32K tokens, or at the largest context that the model was made for. */
export function memoryAtSizes(shape: ModelShape): NonNullable<Model['memoryBytes']> {
  const at = (contextTokens: number) => memoryNeed(shape, Math.min(contextTokens, shape.contextLength)).totalBytes;
  return { at8k: at(8192), at32k: at(32_768) };
}
