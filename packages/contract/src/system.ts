import { z } from 'zod';
import { batchSummarySchema } from './batches.ts';
import { calibrationSchema, paceSchema } from './calibration.ts';
import { conversationSummarySchema } from './conversations.ts';
import { documentSummarySchema } from './documents.ts';
import { downloadSchema, engineStatusSchema } from './models.ts';
import { queueSchema } from './queue.ts';
import { idSchema, timestampSchema } from './runs.ts';
import { typographyRuleNames } from './typography.ts';

/** What the first-run page and `doctor` say about this machine. */
export const machineSchema = z.object({
  platform: z.string(),
  architecture: z.string(),
  processor: z.string(),
  physicalCores: z.int(),
  /** e.g. `avx2`, `avx512f`, `neon`. */
  features: z.array(z.string()),
  totalMemoryBytes: z.int(),
  freeMemoryBytes: z.int(),
  freeDiskBytes: z.int(),
});
export type Machine = z.infer<typeof machineSchema>;

/** How a damaged or vanished database was mended when the studio started. */
export const recoverySchema = z.object({
  /** When the backup was made that took its place; `null`: there was none. */
  backupAt: timestampSchema.nullable(),
  /** Where the damaged file is kept; `null`: the database had vanished. */
  keptAs: z.string().nullable(),
  /** What could be read from it besides. */
  messages: z.int().min(0),
  sectionTexts: z.int().min(0),
});
export type Recovery = z.infer<typeof recoverySchema>;

/** Context sizes that people can choose from, in tokens. */
export const contextSizesToChoose = [4096, 8192, 16_384, 32_768] as const;

export const settingsSchema = z.object({
  language: z.enum(['system', 'zh', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Id of the model used for new runs; `null`: the best installed one, else the demo. */
  model: z.string().nullable(),
  /** Tokens; `null`: as many as fit the machine, at most 32768. */
  contextTokens: z.int().min(1024).max(32768).nullable(),
  /** Rules of typography that are left out wherever a text is set without a model. */
  typographyOff: z.array(z.enum(typographyRuleNames)).max(typographyRuleNames.length),
});
export type Settings = z.infer<typeof settingsSchema>;
export const updateSettingsSchema = settingsSchema.partial();

export const systemSchema = z.object({
  version: z.string(),
  nodeVersion: z.string(),
  sqliteVersion: z.string(),
  engineVersion: z.string(),
  dataFolder: z.string(),
  machine: machineSchema,
  engine: engineStatusSchema,
  settings: settingsSchema,
  /** The model a new run would use now. */
  activeModel: z.string(),
  /** The active model is the bundled demo: say so wherever text is written. */
  isDemo: z.boolean(),
  /** Of the active model; `null` when its file cannot be used. */
  calibration: calibrationSchema.nullable(),
  /** Of the active model, what every expected time is made from; `null`: neither was it measured nor has it run here. */
  pace: paceSchema.nullable(),
  /** Recommended catalogue id for this machine, with what to expect; `null` rate: not measured yet. */
  recommended: z.object({ model: z.string(), tokensPerSecond: z.tuple([z.number(), z.number()]).nullable() }),
  /** Sentences the writer must see once, e.g. that a damaged database was replaced by a backup. */
  notices: z.array(z.object({ id: z.string(), code: z.string(), text: z.string(), recovery: recoverySchema })),
});
export type System = z.infer<typeof systemSchema>;

/** Events of `GET /api/events`: what any open page needs to stay true. Each carries the whole new value. */
export const studioEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('engine'), status: engineStatusSchema }),
  z.object({ type: z.literal('conversation'), conversation: conversationSummarySchema }),
  z.object({ type: z.literal('conversation-deleted'), id: idSchema }),
  /** Something of it changed: its brief, its outline, a text, its job. Runs tell their progress themselves. */
  z.object({ type: z.literal('document'), document: documentSummarySchema }),
  z.object({ type: z.literal('document-deleted'), id: idSchema }),
  /** One of its comments is new, changed or gone; which, is asked for. */
  z.object({ type: z.literal('comments'), documentId: idSchema }),
  /** Something of it changed: its rows, or how far one of them is. */
  z.object({ type: z.literal('batch'), batch: batchSummarySchema }),
  z.object({ type: z.literal('batch-deleted'), id: idSchema }),
  z.object({ type: z.literal('folders') }),
  z.object({ type: z.literal('download'), model: z.string(), download: downloadSchema.nullable() }),
  z.object({ type: z.literal('models') }),
  /** The measuring of a model has begun or ended. */
  z.object({ type: z.literal('calibration'), model: z.string() }),
  /** What is known of the speed of a model has become another: runs were faster or slower than expected. */
  z.object({ type: z.literal('pace'), model: z.string() }),
  /** The comparison of models has begun, gone a step further, or ended. */
  z.object({ type: z.literal('comparison') }),
  z.object({ type: z.literal('settings'), settings: settingsSchema }),
  z.object({ type: z.literal('queue'), entries: queueSchema }),
  /** Order or state of a job, or the night run. */
  z.object({ type: z.literal('jobs') }),
]);
export type StudioEvent = z.infer<typeof studioEventSchema>;
