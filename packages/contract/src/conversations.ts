import { z } from 'zod';
import { partialSamplingSchema } from './sampling.ts';
import { plainWords } from './plain-words.ts';
import { idSchema, runSchema, timestampSchema } from './runs.ts';

export const titleSchema = z.string().trim().min(1).max(200);

/** Longest text one message may have, in UTF-16 units; a larger request answers `payload-too-large`. */
export const maxMessageLength = 2_000_000;

export const folderSchema = z.object({ id: idSchema, name: titleSchema, createdAt: timestampSchema });
export type Folder = z.infer<typeof folderSchema>;

export const conversationSchema = z.object({
  id: idSchema,
  /** Empty until the writer names it; lists then show the start of the first message. */
  title: z.string(),
  folderId: idSchema.nullable(),
  /** The document that it is about, in which it is listed; `null`: none. */
  documentId: idSchema.nullable(),
  /** Grows by one with every change of the conversation's own fields; sent back for compare-and-set. */
  revision: z.int().min(1),
  /** The message whose path from the root is shown; `null` while empty. */
  activeLeafId: idSchema.nullable(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  /** Set while the conversation lies in the bin. */
  binnedAt: timestampSchema.nullable(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** Something of a document that a question is about, or that was given to the model with it, as it stood then. */
export const contextPartSchema = z.object({
  kind: z.enum(['outline', 'section', 'passage']),
  /** `null` for the outline. */
  sectionId: idSchema.nullable(),
  /** Of the section in the outline, from 1. */
  number: z.int().min(1).nullable(),
  /** Word for word as the model got it; empty where it had been read before, or nothing is written there. */
  text: z.string(),
});
export type ContextPart = z.infer<typeof contextPartSchema>;

/** Longest passage that goes with a question, in characters. */
export const maxPassageLength = 20_000;
/** What of its document a question is about; the outline always goes with it, and nothing that stands unchanged further up goes twice. */
export const questionContextSchema = z.object({
  sectionIds: z.array(idSchema).max(20),
  passage: z.object({ sectionId: idSchema, text: z.string().trim().min(1).max(maxPassageLength) }).optional(),
});
export type QuestionContext = z.infer<typeof questionContextSchema>;

export const messageRoles = ['system', 'user', 'assistant'] as const;
export const messageSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  /** `null` for a first message. Messages with the same parent are branches. */
  parentId: idSchema.nullable(),
  role: z.enum(messageRoles),
  /** For an assistant message: the text of its runs, one after the other. */
  text: z.string(),
  createdAt: timestampSchema,
  /** The last run that wrote into this message; `null` for user and system messages, and for answers that the writer has written. */
  run: runSchema.nullable(),
  /** Seq of the last chunk contained in `text`, to go on streaming from; 0 when there is none. */
  lastSeq: z.int().min(0),
  /** Of a question in a document's conversation: what it is about, and what was read with it and not before. Absent: nothing. */
  context: z.array(contextPartSchema).optional(),
});
export type Message = z.infer<typeof messageSchema>;

export const conversationSummarySchema = conversationSchema.extend({
  /** Title of the document that it is about, else its topic; `null`: it is about none. */
  documentTitle: z.string().nullable(),
  /** Start of the first user message, at most 120 characters. */
  preview: z.string(),
  messageCount: z.int().min(0),
  /** State of a run of this conversation that has not ended. */
  activeRunId: idSchema.nullable(),
});
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

/** What a conversation is called: its title, else the start of its first question, in plain words and one line; empty when there is neither. */
export function conversationName({ title, preview = '' }: { readonly title: string; readonly preview?: string }): string {
  return title || plainWords(preview).replaceAll(/\s+/gu, ' ');
}

/** The conversation alone, without what a list shows besides. */
export function conversationOfSummary(summary: ConversationSummary): Conversation {
  const { documentTitle: _document, preview: _preview, messageCount: _count, activeRunId: _run, ...conversation } = summary;
  return conversation;
}

export const conversationDetailSchema = conversationSchema.extend({
  /** Every message of the tree, oldest first. */
  messages: z.array(messageSchema),
});
export type ConversationDetail = z.infer<typeof conversationDetailSchema>;

/** Options of one run that the writer may set. */
export const runOptionsSchema = z.object({
  model: z.string().min(1).max(1000).optional(),
  sampling: partialSamplingSchema.optional(),
  maxTokens: z.int().min(1).max(32768).optional(),
  seed: z.int().min(0).max(0xffffffff).optional(),
  /** What to do when the conversation does not fit into the context; default `refuse`: answer `context-too-long`. */
  overflow: z.enum(['refuse', 'drop-oldest-turns']).optional(),
  /** `job` for what may take its time: it rests whenever the writer asks for something. Default `interactive`. */
  urgency: z.enum(['interactive', 'job']).optional(),
});
export type RunOptions = z.infer<typeof runOptionsSchema>;

export const createConversationSchema = z.object({
  id: idSchema,
  title: z.string().trim().max(200).optional(),
  folderId: idSchema.nullable().optional(),
  /** Makes it one about this document. */
  documentId: idSchema.nullable().optional(),
});
export const updateConversationSchema = z.object({
  revision: z.int().min(1),
  title: z.string().trim().max(200).optional(),
  folderId: idSchema.nullable().optional(),
  activeLeafId: idSchema.nullable().optional(),
});
export const sendMessageSchema = z.object({
  /** Makes the conversation together with its first question, where there is none of this id. */
  conversation: createConversationSchema.omit({ id: true }).optional(),
  /** Id of the new user message. */
  id: idSchema,
  parentId: idSchema.nullable(),
  text: z.string().min(1).max(maxMessageLength),
  /** Only in a conversation about a document. */
  context: questionContextSchema.optional(),
  /** Id of the assistant message that answers, and of its first run. */
  answerId: idSchema,
  runId: idSchema,
  options: runOptionsSchema.optional(),
});
export const regenerateSchema = z.object({
  /** The user message to answer once more, as a new branch. */
  parentId: idSchema,
  answerId: idSchema,
  runId: idSchema,
  options: runOptionsSchema.optional(),
});
export const continueMessageSchema = z.object({ runId: idSchema, options: runOptionsSchema.optional() });
export const editAnswerSchema = z.object({
  /** Id of the new assistant message, beside the one that it is a change of. */
  id: idSchema,
  /** Kept letter by letter. */
  text: z.string().max(maxMessageLength).regex(/\S/u),
});

export const startedAnswerSchema = z.object({ user: messageSchema.nullable(), answer: messageSchema, run: runSchema });
export type StartedAnswer = z.infer<typeof startedAnswerSchema>;
