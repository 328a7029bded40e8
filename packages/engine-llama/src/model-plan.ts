import { open } from 'node:fs/promises';
import {
  chooseResidency,
  largestContextToChoose,
  largestFittingContext,
  lesserResidency,
  maximumContextTokens,
  memoryNeed,
  memoryShortage,
  readGgufHeader,
  StudioError,
  type GgufHeader,
  type LoadRequest,
  type MemoryNeed,
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

export interface ModelPlan {
  readonly contextTokens: number;
  /** As `LoadedModel.largestContextTokens`. */
  readonly largestContextTokens: number;
  /** States that are held side by side. */
  readonly sequences: number;
  readonly need: MemoryNeed;
  /** The context that nobody chose and that the system had no memory for, where this is a smaller one. */
  readonly refusedContextTokens?: number;
}

/**
 * What to load a model with: the wanted context, or the largest that fits and leaves other programs their share; never more
 * than the model was made for. Throws `out-of-memory` with what would fit, and `model-invalid` for models that cannot write.
 */
export function planModel(header: GgufHeader, request: LoadRequest, freeBytes: number): ModelPlan {
  if (header.isEmbedding) throw new StudioError('model-invalid', 'This model is made for searching and ranking; it cannot write.');
  const wanted = request.contextTokens && Math.min(request.contextTokens, header.contextLength, maximumContextTokens);
  const { contextTokens, sequences } = chooseResidency(header, wanted, request.tuning?.parallel ?? 1, freeBytes);
  const need = memoryNeed(header, contextTokens, sequences);
  const largestContextTokens = Math.max(contextTokens, largestContextToChoose(header, freeBytes) ?? 0);
  if (need.totalBytes <= freeBytes) return { contextTokens, largestContextTokens, sequences, need };
  const fits = largestFittingContext(header, freeBytes);
  const { message, hint } = memoryShortage(need, freeBytes, fits);
  throw new StudioError('out-of-memory', message, {
    hint,
    details: { neededBytes: need.totalBytes, freeBytes, fitsContextTokens: fits },
  });
}

type PlanOfHeader = ModelPlan & { readonly header: GgufHeader };

/**
 * What to try when the system gave less than it said was free: `null` where there is nothing less, or only a context smaller than the writer chose.
 */
export function lesserPlan(plan: PlanOfHeader, { contextTokens: chosen }: Pick<LoadRequest, 'contextTokens'>): ModelPlan | null {
  const less = lesserResidency(plan, chosen !== null);
  if (!less) return null;
  const need = memoryNeed(plan.header, less.contextTokens, less.sequences);
  const { contextTokens, largestContextTokens, refusedContextTokens = contextTokens } = plan;
  if (less.contextTokens === contextTokens) return { ...less, need, largestContextTokens };
  return { ...less, need, largestContextTokens: less.contextTokens, refusedContextTokens };
}

/** The first of a plan and what would be tried after it that takes no more than this; where none does, the least. */
export function planWithin<Plan extends PlanOfHeader>(plan: Plan, request: LoadRequest, boundBytes: number): Plan {
  const less = plan.need.totalBytes > boundBytes ? lesserPlan(plan, request) : null;
  return less ? planWithin({ ...plan, ...less }, request, boundBytes) : plan;
}
