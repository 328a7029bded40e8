import { contextBytesPerToken, StudioError, type GgufHeader, type LoadedModel, type LoadRequest } from '@maobi/core';
import { stat } from 'node:fs/promises';
import { fingerprintOf } from './model-fingerprint.ts';
import { planModel, planWithin, type ModelPlan } from './model-plan.ts';
import type { Reply } from './protocol.ts';
import type { MachineMemory, RefusedMemory } from './refused-memory.ts';

/** What a model is loaded with, and what its file was at that time. */
export interface FilePlan extends ModelPlan {
  readonly header: GgufHeader;
  /** As the system said before anything was tried. */
  readonly memory: MachineMemory;
  readonly fingerprint: string;
  /** Of another mark, the file is another one. */
  readonly mark: string | null;
}

/** What to try first. Throws as `planModel`. */
export async function planFile(
  request: LoadRequest,
  header: GgufHeader,
  { memory, refused }: { readonly memory: MachineMemory; readonly refused: RefusedMemory },
): Promise<FilePlan> {
  const plan = planModel(header, request, memory.freeBytes);
  const mark = await markOf(request.path);
  const fingerprint = await fingerprintOf(request.path);
  return planWithin({ ...plan, header, memory, mark, fingerprint }, request, refused.boundBytes(fingerprint, memory));
}

/**
 * Throws `model-invalid` when the file was replaced since it was planned: states would be kept under the name of the other weights, and give
 * wrong texts when that file comes back.
 */
export async function refuseReplaced({ path }: LoadRequest, { mark }: FilePlan): Promise<void> {
  const now = await markOf(path);
  if (now === null || now === mark) return; // one that is gone was read while it was there
  throw new StudioError('model-invalid', `The model file was replaced while it was loaded: ${path}`, {
    hint: 'Try again when the new file is complete.',
  });
}

export function loadedModel(request: LoadRequest, plan: FilePlan, loaded: Extract<Reply, { type: 'loaded' }>, loadMs: number): LoadedModel {
  const { header, fingerprint, largestContextTokens, sequences } = plan;
  const shape = { weightsBytes: header.weightsBytes, contextBytesPerToken: contextBytesPerToken(header) };
  const { contextTokens, threads } = loaded;
  return { modelId: request.modelId, contextTokens, largestContextTokens, sequences, threads, fingerprint, shape, loadMs };
}

export function isSameLoad(left: LoadRequest, right: LoadRequest): boolean {
  return (
    left.modelId === right.modelId &&
    left.path === right.path &&
    left.contextTokens === right.contextTokens &&
    left.file?.sizeBytes === right.file?.sizeBytes &&
    left.file?.modifiedMs === right.file?.modifiedMs &&
    left.file?.identity === right.file?.identity
  );
}

async function markOf(path: string): Promise<string | null> {
  const facts = await stat(path, { bigint: true }).catch(() => null);
  return facts && [facts.dev, facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join(' ');
}
