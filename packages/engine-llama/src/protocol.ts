import { errorBodySchema, samplingSchema, timingsSchema, usageSchema } from '@maobi/contract';
import { z } from 'zod';

/**
 * What crosses between the server and the engine process. Both sides parse every message with these schemas: nothing
 * unvalidated reaches native code, and nothing a damaged process says reaches the server.
 */

const idSchema = z.int().min(1);
const maximumPromptCharacters = 8_000_000;
/** Longer schemas make grammars that take seconds to build. */
const maximumJsonSchemaCharacters = 65_536;

const promptSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('messages'),
    messages: z
      .array(z.object({ role: z.enum(['system', 'user', 'assistant']), text: z.string().max(maximumPromptCharacters) }))
      .min(1)
      .max(10_000),
  }),
  z.object({ kind: z.literal('raw'), text: z.string().min(1).max(maximumPromptCharacters) }),
]);

export const generateRequestSchema = z.object({
  prompt: promptSchema,
  sampling: samplingSchema,
  maxTokens: z.int().min(1).max(1_000_000).nullable(),
  stop: z.array(z.string().min(1).max(1000)).max(16),
  jsonSchema: z
    .record(z.string(), z.unknown())
    .refine((schema) => JSON.stringify(schema).length <= maximumJsonSchemaCharacters, 'The JSON schema is longer than 64 KB')
    .nullable(),
  seed: z.int().min(0).max(0xffff_ffff),
});
export type ChildGenerateRequest = z.infer<typeof generateRequestSchema>;
export type ChildPrompt = z.infer<typeof promptSchema>;

export const toChildSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('load'),
    id: idSchema,
    path: z.string().min(1),
    contextTokens: z.int().min(16).max(1_048_576),
    /** `null`: as many as the processor has cores. */
    threads: z.int().min(1).max(512).nullable(),
    batchTokens: z.int().min(1).max(4096),
  }),
  z.object({ type: z.literal('count'), id: idSchema, prompt: promptSchema }),
  z.object({ type: z.literal('generate'), id: idSchema, request: generateRequestSchema }),
  z.object({ type: z.literal('stop'), id: idSchema }),
]);
export type ToChild = z.infer<typeof toChildSchema>;

const countSchema = z.int().min(0);

export const fromChildSchema = z.discriminatedUnion('type', [
  /** Once a second, as long as the process can answer. */
  z.object({ type: z.literal('beat'), memoryBytes: countSchema }),
  z.object({ type: z.literal('progress'), id: idSchema, percent: z.number().min(0).max(100) }),
  z.object({ type: z.literal('loaded'), id: idSchema, contextTokens: z.int().min(1), memoryBytes: countSchema }),
  z.object({ type: z.literal('counted'), id: idSchema, tokens: countSchema }),
  z.object({ type: z.literal('reading'), id: idSchema, done: countSchema, total: countSchema, cached: countSchema }),
  z.object({ type: z.literal('text'), id: idSchema, text: z.string(), written: countSchema }),
  z.object({
    type: z.literal('ended'),
    id: idSchema,
    reason: z.enum(['stop', 'length', 'stopped']),
    usage: usageSchema,
    timings: timingsSchema.omit({ queuedMs: true }),
  }),
  z.object({ type: z.literal('failed'), id: idSchema, error: errorBodySchema }),
]);
export type FromChild = z.infer<typeof fromChildSchema>;
export type Reply = Exclude<FromChild, { type: 'beat' }>;
