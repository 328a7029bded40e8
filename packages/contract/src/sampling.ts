import { z } from 'zod';

/**
 * How the next token is chosen. One row of `core/sampling/sampling-table.ts` describes each field (range, default);
 * the ranges are repeated here because nothing unvalidated may reach native code.
 */
export const samplingSchema = z.object({
  temperature: z.number().min(0).max(2),
  topP: z.number().gt(0).max(1),
  /** 0 switches the limit off. */
  topK: z.int().min(0).max(1000),
  minP: z.number().min(0).max(1),
  /** 1 switches the penalty off. */
  repeatPenalty: z.number().min(1).max(2),
  presencePenalty: z.number().min(-2).max(2),
  frequencyPenalty: z.number().min(-2).max(2),
});
export type Sampling = z.infer<typeof samplingSchema>;
export const partialSamplingSchema = samplingSchema.partial();
export type PartialSampling = z.infer<typeof partialSamplingSchema>;
