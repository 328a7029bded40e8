/**
 * What crosses a wire: schemas, events, error codes, the endpoint table and the typed client. It imports nothing of ours
 * and knows neither the database nor the engine; server, web and command line all speak through it.
 */
export { errorBodySchema, errorCodes, type ErrorBody, type ErrorCode } from './errors.ts';
export { partialSamplingSchema, samplingSchema, type PartialSampling, type Sampling } from './sampling.ts';
export { documentHitSchema, searchHitSchema, type DocumentHit, type SearchHit } from './search.ts';
export {
  endedRunStates,
  idSchema,
  listedRunSchema,
  runActions,
  runEventSchema,
  runSchema,
  runStates,
  timingsSchema,
  timestampSchema,
  usageSchema,
  type Id,
  type ListedRun,
  type Run,
  type RunAction,
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
  type StartedAnswer,
} from './conversations.ts';
export {
  addVersionSchema,
  briefSchema,
  chooseVersionSchema,
  costSchema,
  createDocumentSchema,
  documentDetailSchema,
  documentSchema,
  documentSummarySchema,
  documentWordsRange,
  estimateCostSchema,
  jobSchema,
  jobStates,
  maxPolishLength,
  maxHeadingLength,
  maxSections,
  outlineRowSchema,
  polishKinds,
  polishSchema,
  replaceOutlineSchema,
  rewriteKinds,
  rewriteSectionSchema,
  sectionSchema,
  sectionStates,
  sectionWordsRange,
  startJobSchema,
  suggestRowsSchema,
  updateDocumentSchema,
  versionSchema,
  versionSources,
  wordedBriefSchema,
  writeOutlineSchema,
  writingLanguageSchema,
  writingLanguages,
  writingOptionsSchema,
  type Brief,
  type Cost,
  type Document,
  type DocumentDetail,
  type DocumentSummary,
  type Job,
  type OutlineRow,
  type PolishKind,
  type RewriteKind,
  type Section,
  type SectionState,
  type Version,
  type WritingLanguage,
  type WritingOptions,
} from './documents.ts';
export {
  bilingualSchema,
  exportPresets,
  templateAudiences,
  templateFieldKinds,
  templateFieldSchema,
  templateProblemSchema,
  templateSchema,
  type Bilingual,
  type Template,
  type TemplateField,
  type TemplateProblem,
} from './templates.ts';
export { codeCheckSchema, codeLanguageOf, maxCheckedCodeLength, type CodeCheck, type CodeLanguage } from './code.ts';
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
export type { Endpoint } from './endpoint.ts';
export {
  endpoints,
  type EndpointBody,
  type EndpointName,
  type EndpointParams,
  type EndpointQuery,
  type EndpointResponse,
} from './endpoints.ts';
export { ClientError, createStudioClient, type ClientOptions, type StudioClient } from './client.ts';
export { usableTarget, withBalancedTargets } from './balance-targets.ts';
export { countText } from './count-text.ts';
export { documentMarkdown, documentTitle } from './document-markdown.ts';
export { writtenRows, type WrittenRow } from './outline-rows.ts';
export { healthSchema, instanceSchema, type Health, type Instance } from './instance.ts';
