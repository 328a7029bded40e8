/**
 * What crosses a wire: schemas, events, error codes, the endpoint table and the typed client. It imports nothing of ours
 * and knows neither the database nor the engine; server, web and command line all speak through it.
 */
export { errorBodySchema, errorCodes, type ErrorBody, type ErrorCode } from './errors.ts';
export { partialSamplingSchema, samplingSchema, type PartialSampling, type Sampling } from './sampling.ts';
export {
  endedRunStates,
  idSchema,
  listedRunSchema,
  runEventSchema,
  runSchema,
  runStates,
  timingsSchema,
  timestampSchema,
  usageSchema,
  type Id,
  type ListedRun,
  type Run,
  type RunEvent,
  type RunState,
  type Timings,
  type Usage,
} from './runs.ts';
export { moveRunSchema, queueEntrySchema, queueSchema, queueStates, readAheadSchema, type QueueEntry, type QueueState } from './queue.ts';
export {
  continueMessageSchema,
  conversationDetailSchema,
  conversationSchema,
  conversationSummarySchema,
  createConversationSchema,
  folderSchema,
  maxMessageLength,
  messageRoles,
  messageSchema,
  regenerateSchema,
  runOptionsSchema,
  searchHitSchema,
  sendMessageSchema,
  startedAnswerSchema,
  titleSchema,
  updateConversationSchema,
  type Conversation,
  type ConversationDetail,
  type ConversationSummary,
  type Folder,
  type Message,
  type RunOptions,
  type SearchHit,
  type StartedAnswer,
} from './conversations.ts';
export { calibrationSchema, type Calibration } from './calibration.ts';
export {
  downloadSchema,
  engineStatusSchema,
  modelSchema,
  modelSourceNames,
  type Download,
  type EngineStatus,
  type Model,
  type ModelSourceName,
} from './models.ts';
export {
  machineSchema,
  settingsSchema,
  studioEventSchema,
  systemSchema,
  updateSettingsSchema,
  type Machine,
  type Settings,
  type StudioEvent,
  type System,
} from './system.ts';
export {
  endpoints,
  type Endpoint,
  type EndpointBody,
  type EndpointName,
  type EndpointParams,
  type EndpointQuery,
  type EndpointResponse,
} from './endpoints.ts';
export { ClientError, createStudioClient, type ClientOptions, type StudioClient } from './client.ts';
export { countText } from './count-text.ts';
export { healthSchema, instanceSchema, type Health, type Instance } from './instance.ts';
