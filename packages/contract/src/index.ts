/**
 * What crosses a wire: schemas, events, error codes, the endpoint table and the typed client. It imports nothing of ours
 * and knows neither the database nor the engine; server, web and command line all speak through it.
 */
export { errorBodySchema, errorCodes, type ErrorBody, type ErrorCode, type FieldWords, type RequestIssue } from './errors.ts';
export {
  bytesOfImageInText,
  imageAt,
  imageBytesInText,
  imageFormats,
  imageMediaType,
  imageNameSchema,
  imagesIn,
  maxImageBytes,
  storedImage,
  storedImageSchema,
  type ImageFormat,
  type StoredImage,
} from './images.ts';
export { studioHeader } from './studio-header.ts';
export { partialSamplingSchema, samplingSchema, type PartialSampling, type Sampling } from './sampling.ts';
export {
  documentSorts,
  doneFrom,
  freeWriting,
  isDocumentDone,
  listedProgress,
  listedTexts,
  type DocumentSort,
  type ListedProgress,
  type ListedTexts,
} from './document-lists.ts';
export { commentHitSchema, documentHitSchema, searchHitSchema, type CommentHit, type DocumentHit, type SearchHit } from './search.ts';
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
  contextPartSchema,
  continueMessageSchema,
  conversationDetailSchema,
  conversationSchema,
  conversationName,
  conversationOfSummary,
  conversationSummarySchema,
  createConversationSchema,
  editAnswerSchema,
  folderSchema,
  maxMessageLength,
  maxPassageLength,
  messageRoles,
  messageSchema,
  regenerateSchema,
  runOptionsSchema,
  sendMessageSchema,
  startedAnswerSchema,
  titleSchema,
  updateConversationSchema,
  type ContextPart,
  type Conversation,
  type ConversationDetail,
  type ConversationSummary,
  type Folder,
  type Message,
  type QuestionContext,
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
  dismissSuggestionSchema,
  estimatePolishSchema,
  jobKinds,
  jobSchema,
  jobStates,
  polishCostSchema,
  startPolishSchema,
  suggestionSchema,
  wholePolishKinds,
  maxPolishLength,
  maxHeadingLength,
  maxSections,
  outlineRowSchema,
  plainBrief,
  polishKinds,
  polishSchema,
  mergeSectionsSchema,
  longestPoint,
  mostPoints,
  replaceOutlineSchema,
  replaceTextsSchema,
  splitSectionSchema,
  rewriteKinds,
  rewriteSectionSchema,
  sectionPromptSchema,
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
  type DocumentBatch,
  type DocumentDetail,
  type DocumentSummary,
  type Job,
  type JobKind,
  type OutlineRow,
  type PolishCost,
  type PolishKind,
  type RewriteKind,
  type Section,
  type SectionPrompt,
  type SectionState,
  type Suggestion,
  type Version,
  type WholePolishKind,
  type WritingLanguage,
  type WritingOptions,
} from './documents.ts';
export { storageParts, storageSchema, type Storage, type StoragePart } from './storage.ts';
export { typographyExamples, typographyRuleNames, type TypographyRuleName } from './typography.ts';
export {
  comparedModelSchema,
  comparedTasks,
  comparisonSchema,
  modelFiguresSchema,
  startComparisonSchema,
  type ComparedModel,
  type ComparedTask,
  type Comparison,
  type ModelFigures,
} from './comparison.ts';
export {
  addCommentSchema,
  commentSchema,
  maxCommentLength,
  maxQuoteLength,
  maxSurroundingsLength,
  updateCommentSchema,
  type Comment,
} from './comments.ts';
export { batchColumnsOf, cellValue, columnNamed } from './batch-columns.ts';
export {
  batchDetailSchema,
  batchExportFormats,
  batchRowStates,
  batchSchema,
  batchStates,
  batchSummarySchema,
  briefColumns,
  cellProblemCodes,
  maxBatchRows,
  maxCellLength,
  maxTableBytes,
  tableProblemCodes,
  type Batch,
  type BatchCost,
  type BatchDetail,
  type BatchExportFormat,
  type BatchRow,
  type BatchRowState,
  type BatchSummary,
  type BriefColumn,
  type CellProblem,
  type Cells,
  type Likeness,
  type RowChange,
  type Table,
} from './batches.ts';
export {
  hasNoNight,
  listedJobSchema,
  moveJobSchema,
  nightPlanSchema,
  nightRunSchema,
  nightSummarySchema,
  setNightRunSchema,
  timeOfDaySchema,
  type ListedJob,
  type NightPlan,
  type NightRun,
  type NightSummary,
} from './jobs.ts';
export {
  bilingualSchema,
  exportPresets,
  type ExportPreset,
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
export { checkKinds, documentChecksSchema, type CheckedPlace, type CheckFinding, type CheckKind, type DocumentChecks } from './checks.ts';
export { codeCheckSchema, codeLanguageOf, maxCheckedCodeLength, type CodeCheck, type CodeLanguage } from './code.ts';
export { calibrationSchema, paceSchema, type Calibration, type Pace } from './calibration.ts';
export {
  downloadSchema,
  engineStatusSchema,
  fitsMachine,
  modelSchema,
  modelSourceNames,
  otherProgramsBytes,
  type Download,
  type EngineStatus,
  type Model,
  type ModelSourceName,
} from './models.ts';
export {
  contextSizesToChoose,
  machineSchema,
  settingsSchema,
  studioEventSchema,
  systemSchema,
  updateSettingsSchema,
  type Machine,
  type Recovery,
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
export { createStudioClient, routes } from './checking-client.ts';
export { assembleClient, ClientError, type AnswerReader, type ClientOptions, type Route, type StudioClient } from './client.ts';
export { usableTarget, withBalancedTargets } from './balance-targets.ts';
export { type BriefProblem, briefProblems, contradictionsIn } from './brief-problems.ts';
export { countText, lengthUnit } from './count-text.ts';
export { withKeptReferences, withoutNewMarks } from './kept-references.ts';
export { lostFacts, lostReferences } from './lost-facts.ts';
export { plainWords } from './plain-words.ts';
export { fenceAfter, partsAt, splitPlaces, type SectionParts } from './section-parts.ts';
export { documentExportFormats, type DocumentExportFormat } from './document-export.ts';
export { decodeText, decodingProblem, encodingNames, type DecodedText, type TextEncodingName } from './decode-text.ts';
export { documentMarkdown, documentTitle, hasOwnHeading, withoutBlankEnds } from './document-markdown.ts';
export { partMark, writtenRows, type WrittenRow } from './outline-rows.ts';
export { healthSchema, instanceSchema, type Health, type Instance } from './instance.ts';
