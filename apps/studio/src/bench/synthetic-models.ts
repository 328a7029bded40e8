import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { qwen3InstructSampling, StudioError } from '@maobi/core';
import {
  syntheticModelBytes,
  syntheticQuantisations,
  writeSyntheticModel,
  type SyntheticModelRequest,
  type SyntheticQuantisation,
} from '@maobi/model-files';
import { UsageError } from '../terminal/failures.ts';
import type { BenchParts } from './bench-parts.ts';
import type { BenchSubject } from './bench-result.ts';

/** A model with random weights that was asked for. */
export interface SyntheticModel {
  /** e.g. `qwen3-4b:Q4_K_M`. */
  readonly id: string;
  readonly request: SyntheticModelRequest;
}

/** Reads `SHAPE:QUANT`; capitals do not matter, and the size alone names a shape: `4b`. Throws `UsageError`. */
export function syntheticModel(text: string, shapes: BenchParts['syntheticShapes'], dataFolder: string): SyntheticModel {
  const [wantedShape = '', quantisationName = ''] = text.toLowerCase().split(':');
  const shapeName = Object.keys(shapes).find((name) => name === wantedShape || name.endsWith(`-${wantedShape}`));
  const shape = shapeName === undefined ? undefined : shapes[shapeName];
  const quantisation = syntheticQuantisations.find((name) => name.toLowerCase() === quantisationName);
  if (shapeName === undefined || !shape || !quantisation) {
    throw new UsageError(
      `"${text}" is no shape and quantisation that can be made.`,
      `Write one of ${Object.keys(shapes).join(', ')}, a colon, and one of ${syntheticQuantisations.join(', ')}.`,
    );
  }
  const path = join(dataFolder, 'models', 'synthetic', fileName(shapeName, quantisation));
  return { id: `${shapeName}:${quantisation}`, request: { path, name: `Random weights, ${shapeName}`, shape, quantisation } };
}

function fileName(shapeName: string, quantisation: SyntheticQuantisation): string {
  return `${shapeName}-${quantisation.toLowerCase()}.gguf`;
}

/**
 * Puts the file in place unless a whole one is there already, and returns whether it was written now. Throws `disk-full`,
 * `data-folder-unusable`, and the signal's reason when it fires.
 */
export async function placeSyntheticModel(
  { request }: SyntheticModel,
  onProgress: SyntheticModelRequest['onProgress'] & {},
  signal: AbortSignal,
): Promise<boolean> {
  const present = await stat(request.path).catch(() => null);
  if (present?.isFile() && present.size === syntheticModelBytes(request)) return false;
  await writeSyntheticModel({ ...request, onProgress }, signal);
  return true;
}

export async function deleteSyntheticModel({ request }: SyntheticModel): Promise<void> {
  await rm(request.path, { force: true });
}

/** The subject to measure, once its file is in place. */
export async function syntheticSubject({ id, request }: SyntheticModel, parts: BenchParts): Promise<BenchSubject> {
  const { path, name, quantisation } = request;
  const found = await stat(path).catch(() => {
    throw new StudioError('not-found', `The file ${path} is gone.`, { hint: 'Leave it in place while it is measured.' });
  });
  const shape = await parts.inspect(path);
  return { id, name, quantisation, path, sizeBytes: found.size, isSynthetic: true, shape, sampling: qwen3InstructSampling };
}
