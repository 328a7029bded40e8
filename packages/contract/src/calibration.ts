import { z } from 'zod';
import { timestampSchema } from './runs.ts';

/** How fast a model is on this machine; the figures are `null` until they were measured. */
export const calibrationSchema = z.object({
  /** `measuring`: under way, or waiting for a moment when nobody writes. `failed`: it could not be measured, and is tried again after a while. */
  state: z.enum(['none', 'measuring', 'done', 'failed']),
  /** Of a prompt, at the start of the context. */
  readTokensPerSecond: z.number().positive().nullable(),
  writeTokensPerSecond: z.number().positive().nullable(),
  /** Generations that are worth running at once. */
  parallel: z.int().min(1).nullable(),
  /** Tokens worth drafting ahead; 0: none. */
  draftTokens: z.int().min(0).nullable(),
  threads: z.int().min(1).nullable(),
  /** Tokens of a prompt that are read in one batch. */
  batchTokens: z.int().min(1).nullable(),
  measuredAt: timestampSchema.nullable(),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** How fast a model is here by all that is known: measured, or shown by runs. In tokens a second. */
export const paceSchema = z.object({
  readTokensPerSecond: z.number().positive(),
  writeTokensPerSecond: z.number().positive(),
});
export type Pace = z.infer<typeof paceSchema>;
