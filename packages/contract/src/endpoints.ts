import { z } from 'zod';
import { checkCodeSchema, codeCheckSchema } from './code.ts';
import {
  continueMessageSchema,
  conversationDetailSchema,
  conversationSchema,
  conversationSummarySchema,
  createConversationSchema,
  editAnswerSchema,
  folderSchema,
  messageSchema,
  regenerateSchema,
  sendMessageSchema,
  startedAnswerSchema,
  titleSchema,
  updateConversationSchema,
} from './conversations.ts';
import { comparisonSchema, startComparisonSchema } from './comparison.ts';
import { batchEndpoints } from './batch-endpoints.ts';
import { commentEndpoints } from './comment-endpoints.ts';
import { documentEndpoints } from './document-endpoints.ts';
import { jobEndpoints } from './job-endpoints.ts';
import { engineStatusSchema, modelSchema, modelSourceNames } from './models.ts';
import { moveRunSchema, queueSchema, readAheadSchema } from './queue.ts';
import { nothing, pathId, type Endpoint } from './endpoint.ts';
import { idSchema, listedRunSchema, runSchema, timestampSchema } from './runs.ts';
import { commentHitSchema, documentHitSchema, searchHitSchema } from './search.ts';
import { storageSchema } from './storage.ts';
import { settingsSchema, systemSchema, updateSettingsSchema } from './system.ts';

const modelId = z.object({ id: z.string().min(1).max(1000) });

/**
 * Every JSON endpoint of the studio's own API: one row each. The server registers handlers by these names and the
 * typed client calls them, so neither can drift. Streams (`/api/runs/:id/stream`, `/api/events`), the export download and
 * `/v1/*` are not JSON endpoints and stand beside this table.
 */
export const endpoints = {
  getSystem: { method: 'GET', path: '/api/system', params: nothing, query: nothing, body: null, response: systemSchema },
  /** Ends the engine's process and starts another one; what it wrote is kept and gone on with. Answers when the model is loaded again. */
  restartEngine: {
    method: 'POST',
    path: '/api/engine/restart',
    params: nothing,
    query: nothing,
    body: nothing,
    response: engineStatusSchema,
  },
  getSettings: { method: 'GET', path: '/api/settings', params: nothing, query: nothing, body: null, response: settingsSchema },
  updateSettings: {
    method: 'PATCH',
    path: '/api/settings',
    params: nothing,
    query: nothing,
    body: updateSettingsSchema,
    response: settingsSchema,
  },
  /** What the studio keeps, and how much room it takes. */
  getStorage: { method: 'GET', path: '/api/storage', params: nothing, query: nothing, body: null, response: storageSchema },
  /** Deletes the states that were kept so that nothing has to be read twice; refused while something is written. */
  clearStates: {
    method: 'POST',
    path: '/api/storage/clear-states',
    params: nothing,
    query: nothing,
    body: nothing,
    response: storageSchema,
  },
  getApiKey: {
    method: 'GET',
    path: '/api/settings/key',
    params: nothing,
    query: nothing,
    body: null,
    response: z.object({ key: z.string() }),
  },
  replaceApiKey: {
    method: 'POST',
    path: '/api/settings/key',
    params: nothing,
    query: nothing,
    body: nothing,
    response: z.object({ key: z.string() }),
  },

  listConversations: {
    method: 'GET',
    path: '/api/conversations',
    params: nothing,
    query: z.object({
      /** A folder's id, `none` for those outside folders; absent: all. */
      folder: z.union([idSchema, z.literal('none')]).optional(),
      /** Those about this document; absent: those about none. */
      document: idSchema.optional(),
      bin: z.enum(['true']).optional(),
      limit: z.coerce.number().int().min(1).max(500).optional(),
      /** `updatedAt` of the last row seen. */
      before: z.string().optional(),
    }),
    body: null,
    response: z.object({ conversations: z.array(conversationSummarySchema), total: z.int() }),
  },
  createConversation: {
    method: 'POST',
    path: '/api/conversations',
    params: nothing,
    query: nothing,
    body: createConversationSchema,
    response: conversationSchema,
  },
  getConversation: {
    method: 'GET',
    path: '/api/conversations/:id',
    params: pathId,
    query: nothing,
    body: null,
    response: conversationDetailSchema,
  },
  updateConversation: {
    method: 'PATCH',
    path: '/api/conversations/:id',
    params: pathId,
    query: nothing,
    body: updateConversationSchema,
    response: conversationSchema,
  },
  /** Moves to the bin. */
  binConversation: {
    method: 'POST',
    path: '/api/conversations/:id/bin',
    params: pathId,
    query: nothing,
    body: nothing,
    response: conversationSchema,
  },
  restoreConversation: {
    method: 'POST',
    path: '/api/conversations/:id/restore',
    params: pathId,
    query: nothing,
    body: nothing,
    response: conversationSchema,
  },
  /** Only what lies in the bin can be deleted for good. */
  deleteConversation: { method: 'DELETE', path: '/api/conversations/:id', params: pathId, query: nothing, body: null, response: nothing },
  sendMessage: {
    method: 'POST',
    path: '/api/conversations/:id/messages',
    params: pathId,
    query: nothing,
    body: sendMessageSchema,
    response: startedAnswerSchema,
  },
  regenerate: {
    method: 'POST',
    path: '/api/conversations/:id/regenerate',
    params: pathId,
    query: nothing,
    body: regenerateSchema,
    response: startedAnswerSchema,
  },
  continueMessage: {
    method: 'POST',
    path: '/api/messages/:id/continue',
    params: pathId,
    query: nothing,
    body: continueMessageSchema,
    response: startedAnswerSchema,
  },
  /** Keeps an answer as the writer has changed it, as one more answer to the same question; nothing is written by a model. */
  editAnswer: {
    method: 'POST',
    path: '/api/messages/:id/edit',
    params: pathId,
    query: nothing,
    body: editAnswerSchema,
    response: messageSchema,
  },
  /** Hides a message and everything under it (it moves to the bin). */
  deleteMessage: {
    method: 'DELETE',
    path: '/api/messages/:id',
    params: pathId,
    query: nothing,
    body: null,
    response: conversationDetailSchema,
  },
  /**
   * Reads the conversation ahead in the background, because the writer is about to ask something in it. Answers at once;
   * the reading is dropped for anything that is asked for.
   */
  warmConversation: {
    method: 'POST',
    path: '/api/conversations/:id/warm',
    params: pathId,
    query: nothing,
    body: nothing,
    response: nothing,
    status: 202,
  },
  /** The same for a conversation that does not exist yet: reads the head that all new ones of this language share. */
  warmStart: { method: 'POST', path: '/api/warm', params: nothing, query: nothing, body: readAheadSchema, response: nothing, status: 202 },

  listFolders: {
    method: 'GET',
    path: '/api/folders',
    params: nothing,
    query: nothing,
    body: null,
    response: z.object({ folders: z.array(folderSchema) }),
  },
  createFolder: {
    method: 'POST',
    path: '/api/folders',
    params: nothing,
    query: nothing,
    body: z.object({ id: idSchema, name: titleSchema }),
    response: folderSchema,
  },
  renameFolder: {
    method: 'PATCH',
    path: '/api/folders/:id',
    params: pathId,
    query: nothing,
    body: z.object({ name: titleSchema }),
    response: folderSchema,
  },
  /** Its conversations move out of it; none is deleted. */
  deleteFolder: { method: 'DELETE', path: '/api/folders/:id', params: pathId, query: nothing, body: null, response: nothing },

  ...documentEndpoints,
  ...commentEndpoints,
  ...jobEndpoints,
  ...batchEndpoints,

  /**
   * Deletes for good, all or nothing, what was put into the bin at this time or before, with all that deleting each of them takes along. What was
   * put there later, and what was put back, stays. `deletedCount`: of the things that lay in the bin.
   */
  emptyBin: {
    method: 'POST',
    path: '/api/bin/empty',
    params: nothing,
    query: nothing,
    body: z.object({ binnedUntil: timestampSchema }),
    response: z.object({ deletedCount: z.int() }),
  },

  /** Full text outside the bin, best first: `hits` in conversations, `documents` each once, `comments` on them. `limit` holds for each. */
  search: {
    method: 'GET',
    path: '/api/search',
    params: nothing,
    query: z.object({ q: z.string().trim().min(1).max(200), limit: z.coerce.number().int().min(1).max(100).optional() }),
    body: null,
    response: z.object({ hits: z.array(searchHitSchema), documents: z.array(documentHitSchema), comments: z.array(commentHitSchema) }),
  },

  listRuns: {
    method: 'GET',
    path: '/api/runs',
    params: nothing,
    query: nothing,
    body: null,
    response: z.object({ runs: z.array(listedRunSchema) }),
  },
  /** Everything that uses the engine or waits for it, also what programs ask for through `/v1`. */
  listQueue: { method: 'GET', path: '/api/queue', params: nothing, query: nothing, body: null, response: queueSchema },
  /** Stops what stands in the queue under this run id, also what a program asked for; a run that has ended is left alone. */
  stopQueued: { method: 'POST', path: '/api/queue/:id/stop', params: pathId, query: nothing, body: nothing, response: queueSchema },
  getRun: { method: 'GET', path: '/api/runs/:id', params: pathId, query: nothing, body: null, response: runSchema },
  stopRun: { method: 'POST', path: '/api/runs/:id/stop', params: pathId, query: nothing, body: nothing, response: runSchema },
  /** Puts a waiting run before another one; answers with the new order. */
  moveRun: { method: 'POST', path: '/api/runs/:id/move', params: pathId, query: nothing, body: moveRunSchema, response: queueSchema },

  listModels: {
    method: 'GET',
    path: '/api/models',
    params: nothing,
    query: nothing,
    body: null,
    response: z.object({ models: z.array(modelSchema) }),
  },
  pullModel: {
    method: 'POST',
    path: '/api/models/:id/pull',
    params: modelId,
    query: nothing,
    body: z.object({ source: z.enum(modelSourceNames).optional() }),
    response: modelSchema,
  },
  pausePull: { method: 'POST', path: '/api/models/:id/pause', params: modelId, query: nothing, body: nothing, response: modelSchema },
  /** Stops the download and deletes what has arrived. */
  cancelPull: { method: 'POST', path: '/api/models/:id/cancel', params: modelId, query: nothing, body: nothing, response: modelSchema },
  importModel: {
    method: 'POST',
    path: '/api/models/import',
    params: nothing,
    query: nothing,
    body: z.object({ path: z.string().min(1).max(4096) }),
    response: modelSchema,
  },
  verifyModel: { method: 'POST', path: '/api/models/:id/verify', params: modelId, query: nothing, body: nothing, response: modelSchema },
  /** Deletes the file, or the link of an imported one. */
  removeModel: { method: 'DELETE', path: '/api/models/:id', params: modelId, query: nothing, body: null, response: modelSchema.nullable() },
  /** Makes it the model of new runs and loads it; clears a `suspect` mark. */
  useModel: { method: 'POST', path: '/api/models/:id/use', params: modelId, query: nothing, body: nothing, response: settingsSchema },

  /** How the installed models were measured to be here, and which of them are being measured. */
  getComparison: { method: 'GET', path: '/api/comparison', params: nothing, query: nothing, body: null, response: comparisonSchema },
  /** Measures these models one after another, whenever nothing is being written; those that wait already keep their place. */
  startComparison: {
    method: 'POST',
    path: '/api/comparison',
    params: nothing,
    query: nothing,
    body: startComparisonSchema,
    response: comparisonSchema,
  },
  /** Nothing is measured any more; what was finished is kept. */
  stopComparison: {
    method: 'POST',
    path: '/api/comparison/stop',
    params: nothing,
    query: nothing,
    body: nothing,
    response: comparisonSchema,
  },

  /** Whether code can be parsed: one result for each block, in their order. */
  checkCode: {
    method: 'POST',
    path: '/api/code/check',
    params: nothing,
    query: nothing,
    body: checkCodeSchema,
    response: z.object({ results: z.array(codeCheckSchema) }),
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
type Table = typeof endpoints;
export type EndpointParams<N extends EndpointName> = z.infer<Table[N]['params']>;
export type EndpointQuery<N extends EndpointName> = z.infer<Table[N]['query']>;
export type EndpointBody<N extends EndpointName> = Table[N]['body'] extends z.ZodType ? z.infer<Table[N]['body']> : undefined;
export type EndpointResponse<N extends EndpointName> = z.infer<Table[N]['response']>;
