import { z } from 'zod';
import { errorBodySchema } from './errors.ts';

/** UUIDv7 made by whoever creates the thing, so that a retried request names the same thing. */
export const idSchema = z.uuidv7();
export type Id = string;

/** ISO 8601 in UTC. */
export const timestampSchema = z.iso.datetime();

export const runStates = ['queued', 'reading', 'writing', 'done', 'length', 'stopped', 'interrupted', 'failed'] as const;
/**
 * Life of a run: `queued` → `reading` (prompt) → `writing` → one of the end states. `done`: the model ended by itself;
 * `length`: the token limit was reached; `stopped`: the writer stopped it; `interrupted`: engine or server died, the text
 * is kept and can be continued; `failed`: an error, see `error`.
 */
export type RunState = (typeof runStates)[number];
export const endedRunStates: readonly RunState[] = ['done', 'length', 'stopped', 'interrupted', 'failed'];

export const usageSchema = z.object({
  promptTokens: z.int().min(0),
  /** Prompt tokens whose state was already there and which were not read again. */
  cachedTokens: z.int().min(0),
  writtenTokens: z.int().min(0),
  /** What stood in the context at the end, where the text was asked for in parts and the others are added up. Absent: all of it. */
  contextTokens: z.int().min(0).optional(),
  /** Tokens that were drafted from a text to be repeated, and of these what the model kept. Absent: nothing was drafted. */
  drafts: z.object({ drafted: z.int().min(1), accepted: z.int().min(0) }).optional(),
});
export type Usage = z.infer<typeof usageSchema>;

export const timingsSchema = z.object({
  queuedMs: z.number().min(0),
  readingMs: z.number().min(0),
  writingMs: z.number().min(0),
});
export type Timings = z.infer<typeof timingsSchema>;

export const runActions = [
  'answer',
  'outline',
  'suggest',
  'draft',
  'continue',
  'complete',
  'extend',
  'retry',
  'condense',
  'polish',
] as const;
/**
 * What a run does. `answer`: in a conversation. Of a document: `outline` (its rows), `suggest` (other rows for one), `polish` (another wording
 * of a passage), and into a section's version: `draft` (from nothing), `continue` (where it broke off), `complete` (its token budget
 * was too small), `extend` (one more paragraph), `retry` (after a loop), `condense` (down to the target).
 */
export type RunAction = (typeof runActions)[number];

export const runSchema = z.object({
  id: idSchema,
  action: z.enum(runActions),
  conversationId: idSchema.nullable(),
  /** The assistant message this run writes into; `null` outside conversations. */
  messageId: idSchema.nullable(),
  documentId: idSchema.nullable(),
  /** The version of a section that this run writes into. */
  versionId: idSchema.nullable(),
  /** Catalogue id, file id or remote id of the model. */
  model: z.string(),
  state: z.enum(runStates),
  seed: z.int(),
  createdAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
  usage: usageSchema.nullable(),
  timings: timingsSchema.nullable(),
  error: errorBodySchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** A run in the list of those that have not ended. */
export const listedRunSchema = runSchema.extend({
  /** It rests for something more urgent, in the state it has; absent: it does not. */
  isPaused: z.boolean().optional(),
});
export type ListedRun = z.infer<typeof listedRunSchema>;

/**
 * Events of `GET /api/runs/:id/stream`. A `text` event is sent as SSE id = `seq`; everything else has no id and is
 * repeated as needed after a reconnect, so `Last-Event-ID` replays the text without gap or repeat.
 */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('queued'),
    /** Runs ahead of this one. */
    position: z.int().min(0),
    /** Estimated milliseconds until its turn comes; absent when nobody can know. */
    remainingMs: z.number().optional(),
  }),
  /**
   * Something more urgent is at work; the run keeps what it has read and written, and goes on by itself: the next `loading`,
   * `reading` or `text` event says so.
   */
  z.object({ type: z.literal('paused'), /** Runs served before it goes on. */ position: z.int().min(0).optional() }),
  z.object({ type: z.literal('loading'), /** 0-100, of loading the model. */ percent: z.number() }),
  z.object({
    type: z.literal('reading'),
    done: z.int().min(0),
    total: z.int().min(0),
    cached: z.int().min(0),
    /** Estimated milliseconds until writing starts; absent until a rate is known. */
    remainingMs: z.number().optional(),
  }),
  z.object({ type: z.literal('text'), seq: z.int().min(1), text: z.string(), /** Tokens written so far. */ written: z.int().min(0) }),
  z.object({ type: z.literal('ended'), run: runSchema }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;
