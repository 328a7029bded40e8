import { z } from 'zod';
import { errorBodySchema } from './errors.ts';
import { timestampSchema } from './runs.ts';

/** Lengths of task that the first token is measured for: about 60, 250 and 800 tokens. */
export const comparedTasks = ['short', 'medium', 'long'] as const;
export type ComparedTask = (typeof comparedTasks)[number];

/** How one model was measured to be, by itself, with the engine's own settings. */
export const modelFiguresSchema = z.object({
  measuredAt: timestampSchema,
  /** What is another one now, so that the model may be different too; `null`: nothing. */
  outdatedBy: z.enum(['file', 'machine', 'engine']).nullable(),
  /** Processor and cores, and the engine's version, that it was measured with. */
  machine: z.string(),
  engineVersion: z.string(),
  /** How long the measuring took. */
  tookMs: z.number().min(0),
  /** Other programs were at work when it began: the figures are lower than on a quiet machine. */
  wasBusy: z.boolean(),
  loadMs: z.number().min(0),
  /** Most memory that the engine had at once. */
  peakBytes: z.int().min(0),
  contextTokens: z.int().min(1),
  threads: z.int().min(1),
  readTokensPerSecond: z.number().min(0),
  writeTokensPerSecond: z.number().min(0),
  /** From the question to the first token, nothing of it read before. */
  firstTokenMs: z.object({ short: z.number(), medium: z.number(), long: z.number() }),
  /** The same for the next question of the long one. */
  nextFirstTokenMs: z.number(),
  /** Follows from the rates: a short request, and 1,000 Chinese characters written. */
  thousandCharactersMs: z.number(),
});
export type ModelFigures = z.infer<typeof modelFiguresSchema>;

export const comparedModelSchema = z.object({
  model: z.string(),
  /** `waiting`: for its turn, or for a moment in which nothing is written. */
  state: z.enum(['idle', 'waiting', 'measuring', 'failed']),
  /** While it is measured. */
  progress: z.object({ step: z.int().min(1), steps: z.int().min(1), remainingMs: z.number().min(0).nullable() }).nullable(),
  /** What measuring it will probably take; `null`: nothing near it has been measured here. */
  expectedMs: z.number().min(0).nullable(),
  /** Why the last attempt failed. */
  error: errorBodySchema.nullable(),
  /** The newest of this machine, else of another one. */
  figures: modelFiguresSchema.nullable(),
});
export type ComparedModel = z.infer<typeof comparedModelSchema>;

/** Every installed model that writes. */
export const comparisonSchema = z.object({ models: z.array(comparedModelSchema) });
export type Comparison = z.infer<typeof comparisonSchema>;

export const startComparisonSchema = z.object({ models: z.array(z.string().min(1).max(1000)).min(1).max(50) });
