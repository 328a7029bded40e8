import { z } from 'zod';
import { errorBodySchema } from './errors.ts';
import { samplingSchema } from './sampling.ts';

export const modelSourceNames = ['huggingface', 'hf-mirror', 'modelscope'] as const;
export type ModelSourceName = (typeof modelSourceNames)[number];

export const downloadSchema = z.object({
  state: z.enum(['waiting', 'downloading', 'paused', 'verifying', 'failed']),
  source: z.enum(modelSourceNames).nullable(),
  receivedBytes: z.int().min(0),
  totalBytes: z.int().min(0),
  /** Over the last ten seconds. */
  bytesPerSecond: z.number().min(0),
  remainingMs: z.number().nullable(),
  error: errorBodySchema.nullable(),
});
export type Download = z.infer<typeof downloadSchema>;

/** Memory left to the system and the writer's other programs where the studio chooses a model or a context, in bytes. */
export const otherProgramsBytes = 1.5e9;

/** Whether a model that needs so much memory fits what is built into a machine. */
export function fitsMachine(neededBytes: number, { totalMemoryBytes }: { readonly totalMemoryBytes: number }): boolean {
  return neededBytes + otherProgramsBytes <= totalMemoryBytes;
}

/** A model as the studio shows it: a row of the catalogue, an imported file, or the demo. */
export const modelSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['demo', 'writing', 'embedding']),
  /** e.g. `Q4_K_M`. */
  quantisation: z.string(),
  sizeBytes: z.int().min(0),
  licence: z.string(),
  /** `null` when no hash is pinned: then the hub's own hash is used and said so. */
  sha256: z.string().nullable(),
  /** Total memory needed at 8K and 32K tokens of context, in bytes: weights + KV + buffers. */
  memoryBytes: z.object({ at8k: z.int(), at32k: z.int() }).nullable(),
  sampling: samplingSchema,
  /** About how long a section it writes in one go, in 字 or words; absent: as long as one is asked for, within what a section may have. */
  sectionWords: z.int().min(1).optional(),
  sources: z.array(z.object({ name: z.enum(modelSourceNames), url: z.string() })),
  isDefault: z.boolean(),
  /** In the catalogue of models that can be downloaded (imported files and the demo are not). */
  isCatalogued: z.boolean(),
  installed: z
    .object({
      path: z.string(),
      /** `verified`: hash checked and right; `unverified`: not checked or no hash known; `suspect`: crashed the engine repeatedly. */
      state: z.enum(['verified', 'unverified', 'suspect']),
      /** Linked from where the writer keeps it, not copied. */
      isLinked: z.boolean(),
    })
    .nullable(),
  download: downloadSchema.nullable(),
});
export type Model = z.infer<typeof modelSchema>;

/** State of the engine process. */
export const engineStatusSchema = z.object({
  state: z.enum(['empty', 'loading', 'ready', 'restarting', 'failed']),
  model: z.string().nullable(),
  /** 0-100 while loading. */
  percent: z.number().nullable(),
  contextTokens: z.int().nullable(),
  /** The largest context that can be chosen for this model in the memory that was free when it was loaded. */
  largestContextTokens: z.int().nullable(),
  /** The context that the studio would have chosen, where the system had no memory for it and a smaller one was loaded. */
  refusedContextTokens: z.int().optional(),
  /** Resident memory of the engine process. */
  memoryBytes: z.int().nullable(),
  /** What the model will take with its context, computed before it is loaded. */
  expectedMemoryBytes: z.int().nullable(),
  error: errorBodySchema.nullable(),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;
