import { z } from 'zod';
import { idSchema, runActions } from './runs.ts';

export const queueStates = ['reading', 'writing', 'paused', 'waiting'] as const;
/** `reading` includes loading the model; `paused`: rests for something more urgent and goes on by itself. */
export type QueueState = (typeof queueStates)[number];

/** A run that is at work, rests or waits, with what is known of the time it takes. */
export const queueEntrySchema = z.object({
  runId: idSchema,
  /** `null` for what a program asks for through `/v1`. */
  conversationId: idSchema.nullable(),
  documentId: idSchema.nullable(),
  /** What it does; `null` for what a program asks for. */
  action: z.enum(runActions).nullable(),
  /** Title of the conversation, else the start of its first question; title of the document, else its topic; empty when there is none. */
  title: z.string(),
  /** Heading of the document's section that is written; `null`: it is about the whole, or there is none. */
  section: z.string().nullable(),
  /** `interactive` goes first and lets a `job` rest meanwhile. */
  urgency: z.enum(['interactive', 'job']),
  /** `writer`, or the program that asks. Owners of one urgency take turns. */
  owner: z.string(),
  state: z.enum(queueStates),
  /** Runs served before this one. */
  position: z.int().min(0),
  /** `null`: nobody can know yet. */
  estimate: z.object({
    /** Until its turn comes, or comes again where it rests; 0 at work. */
    waitingMs: z.number().min(0).nullable(),
    /** Until its first word, from its turn on. */
    readingMs: z.number().min(0).nullable(),
    /** Until its end, with a text as long as is to be expected. */
    remainingMs: z.number().min(0).nullable(),
  }),
});
export type QueueEntry = z.infer<typeof queueEntrySchema>;

/** In the order of service. */
export const queueSchema = z.array(queueEntrySchema);

export const moveRunSchema = z.object({
  /** The waiting run of the same urgency to go before; `null`: to the end. */
  before: idSchema.nullable(),
});

/** What is going to be asked next, to read ahead for it. */
export const readAheadSchema = z.object({
  /** The language of the first question decides about the fixed head of a new conversation. */
  language: z.enum(['zh', 'en']),
  /** The template of a document that is about to be begun. Absent: a conversation is. */
  template: z.string().min(1).max(100).optional(),
});
