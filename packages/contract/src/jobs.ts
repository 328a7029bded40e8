import { z } from 'zod';
import { jobSchema, jobStates } from './documents.ts';
import { errorBodySchema } from './errors.ts';
import { idSchema, timestampSchema, usageSchema } from './runs.ts';

/** A job in the list of all, with how far it is and how long it takes. */
export const listedJobSchema = jobSchema.extend({
  /** In 字 or words of all that it was asked to do; `null`: it has ended. */
  progress: z.object({ done: z.int().min(0), total: z.int().min(0) }).nullable(),
  /** Milliseconds, as far as anybody can know. */
  estimate: z.object({
    /** Until it begins or goes on; `null` also while it rests. */
    waitingMs: z.number().min(0).nullable(),
    /** Of its own work. */
    remainingMs: z.number().min(0).nullable(),
  }),
});
export type ListedJob = z.infer<typeof listedJobSchema>;

export const moveJobSchema = z.object({
  /** The open or paused job to go before; `null`: to the end. */
  before: idSchema.nullable(),
});

/** e.g. `07:00`, by the clock on the wall. */
export const timeOfDaySchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);

/** When open jobs may work; outside that time they wait. */
export const nightRunSchema = z.object({
  /** `null`: it began at once. */
  from: timeOfDaySchema.nullable(),
  until: timeOfDaySchema,
  /** Again every night; else once, and what is not done then rests. */
  isNightly: z.boolean(),
  /** The window that is open now or comes next. */
  startsAt: timestampSchema,
  endsAt: timestampSchema,
});
export type NightRun = z.infer<typeof nightRunSchema>;

/** What a night run has done. */
export const nightSummarySchema = z.object({
  startedAt: timestampSchema,
  endedAt: timestampSchema,
  documents: z.array(
    z.object({
      documentId: idSchema,
      title: z.string(),
      /** Sections it wrote in, or polished. */
      sectionCount: z.int().min(0),
      /** Written, in 字 or words. */
      words: z.int().min(0),
      jobState: z.enum(jobStates),
      /** Why it did not go on. */
      error: errorBodySchema.nullable(),
    }),
  ),
  /** Jobs, and rows of open batches, that still have something to do. */
  leftCount: z.int().min(0),
  /** That the model read and wrote. */
  workedMs: z.number().min(0),
  usage: usageSchema,
  /** Whether the writer was told. */
  isSeen: z.boolean(),
});
export type NightSummary = z.infer<typeof nightSummarySchema>;

export const nightPlanSchema = z.object({ nightRun: nightRunSchema.nullable(), summary: nightSummarySchema.nullable() });
export type NightPlan = z.infer<typeof nightPlanSchema>;

/** N7: it would end when it begins. Whether all day or no time is meant, nobody can tell. @param from `null`: at once, which is never refused */
export function hasNoNight({ from, until }: { readonly from: string | null; readonly until: string }): boolean {
  return from === until;
}

export const setNightRunSchema = z.object({
  /** Absent: at once. */
  from: timeOfDaySchema.optional(),
  until: timeOfDaySchema,
  isNightly: z.boolean().optional(),
});
