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
  reference: z.string().max(maximumPromptCharacters).nullable().default(null),
  seed: z.int().min(0).max(0xffff_ffff),
});
export type ChildGenerateRequest = z.infer<typeof generateRequestSchema>;
export type ChildPrompt = z.infer<typeof promptSchema>;

const threadsSchema = z.int().min(1).max(512);

const probeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('read'),
    tokens: z.int().min(1).max(8192),
    batchTokens: z.int().min(1).max(1024),
    threads: threadsSchema.optional(),
  }),
  z.object({ kind: z.literal('pass'), positions: z.int().min(1).max(512), threads: threadsSchema.optional() }),
  z.object({ kind: z.literal('together'), sequences: z.int().min(1).max(16) }),
]);
export type ChildProbe = z.infer<typeof probeSchema>;

export const toChildSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('load'),
    id: idSchema,
    path: z.string().min(1),
    contextTokens: z.int().min(16).max(1_048_576),
    /** `null`: as many as the processor has cores. */
    threads: threadsSchema.nullable(),
    batchTokens: z.int().min(1).max(4096),
    sequences: z.int().min(1).max(64),
    /** Of the state of one sequence. */
    stateBytesPerToken: z.int().min(1),
    /** Passes over so many positions, in passes over one: what drafts are weighed by. Empty: nothing is drafted. */
    passCosts: z.record(z.string().regex(/^[0-9]{1,2}$/), z.number().positive()),
    /** Where states are kept on disk; `null`: nowhere. `key` names all that a state depends on. */
    snapshots: z
      .object({
        folder: z.string().min(1),
        capBytes: z.int().min(0),
        key: z.string().min(1),
        idleMs: z.int().min(0),
        loadsUnmarked: z.boolean(),
      })
      .nullable(),
  }),
  z.object({ type: z.literal('count'), id: idSchema, prompt: promptSchema }),
  z.object({ type: z.literal('generate'), id: idSchema, request: generateRequestSchema, isPaused: z.boolean() }),
  /** Reads the prompt and writes nothing. */
  z.object({ type: z.literal('warm'), id: idSchema, prompt: promptSchema }),
  z.object({ type: z.literal('measure'), id: idSchema, probe: probeSchema }),
  /** Writes what is not on disk yet; begins nothing that would take longer. */
  z.object({ type: z.literal('save'), id: idSchema, withinMs: z.int().min(0) }),
  z.object({ type: z.literal('pause'), id: idSchema, isPaused: z.boolean() }),
  z.object({ type: z.literal('stop'), id: idSchema }),
]);
export type ToChild = z.infer<typeof toChildSchema>;

const countSchema = z.int().min(0);

export const fromChildSchema = z.discriminatedUnion('type', [
  /** Once a second, as long as the process can answer. */
  z.object({ type: z.literal('beat'), memoryBytes: countSchema }),
  z.object({ type: z.literal('progress'), id: idSchema, percent: z.number().min(0).max(100) }),
  z.object({ type: z.literal('loaded'), id: idSchema, contextTokens: z.int().min(1), threads: threadsSchema, memoryBytes: countSchema }),
  /** `held`: tokens at the start of the prompt that need not be read. */
  z.object({ type: z.literal('counted'), id: idSchema, tokens: countSchema, held: countSchema }),
  z.object({ type: z.literal('measured'), id: idSchema, milliseconds: z.number().min(0) }),
  z.object({ type: z.literal('saved'), id: idSchema }),
  /** A Stop was heard; the batch that is being computed should be done within so much time. */
  z.object({ type: z.literal('stopping'), id: idSchema, withinMs: countSchema }),
  /** Something that the log should know and that stops nothing. */
  z.object({ type: z.literal('remark'), text: z.string() }),
  z.object({ type: z.literal('reading'), id: idSchema, done: countSchema, total: countSchema, cached: countSchema }),
  z.object({ type: z.literal('text'), id: idSchema, text: z.string(), written: countSchema }),
  z.object({
    type: z.literal('ended'),
    id: idSchema,
    reason: z.enum(['stop', 'length', 'stopped']),
    usage: usageSchema,
    evaluatedTokens: countSchema,
    timings: timingsSchema.omit({ queuedMs: true }),
    drafts: z.object({ drafted: countSchema, accepted: countSchema }),
  }),
  z.object({ type: z.literal('failed'), id: idSchema, error: errorBodySchema }),
]);
export type FromChild = z.infer<typeof fromChildSchema>;
export type Reply = Exclude<FromChild, { type: 'beat' | 'remark' }>;
