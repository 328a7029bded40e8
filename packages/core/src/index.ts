/**
 * What a writing studio does, without any idea of files, sockets, clocks or native code: those come in through the ports.
 * Called by http-api and the apps; adapters implement what stands in `ports/`.
 */
export { contextTooLong, countForPeople, errorTable, StudioError } from './errors.ts';
export { exactlyCountedContexts } from './ports/engine.ts';
export { imageTooLarge } from './images/image-service.ts';
export type {
  ComputeShape,
  Engine,
  EngineEnd,
  EngineEvent,
  EngineTuning,
  GenerateRequest,
  LoadedModel,
  LoadRequest,
  PauseSignal,
  Probe,
  Prompt,
  PromptMessage,
} from './ports/engine.ts';
export type {
  CalibrationStore,
  ComparisonStore,
  ConversationChange,
  ConversationQuery,
  ConversationStore,
  NewConversation,
  NewMessage,
  NewRun,
  RunChunk,
  RunEnd,
  RunRequestRecord,
  RunStore,
  SettingsStore,
  Store,
  StoreNotice,
} from './ports/store.ts';
export type {
  DocumentChange,
  DocumentQuery,
  DocumentStore,
  NewDocument,
  NewVersion,
  OutlineChange,
  VersionChoice,
  StoredSection,
  StoredSuggestion,
  StoredVersion,
  VersionPiece,
} from './ports/document-store.ts';
export type { CommentChange, CommentStore, NewComment } from './ports/comment-store.ts';
export type {
  FinishedSection,
  JobChange,
  JobStore,
  JobTask,
  JobWork,
  NewJob,
  NightStore,
  PolishedParagraph,
  PolishedSection,
  PolishStore,
  StoredJob,
} from './ports/job-store.ts';
export type {
  BatchChange,
  BatchRowChange,
  BatchStateChange,
  BatchStore,
  NewBatch,
  NewBatchRow,
  RowDocument,
  RowsChange,
  StoredBatchRow,
} from './ports/batch-store.ts';
export type { BinContents, BinStore } from './ports/bin-store.ts';
export type { DataFiles } from './ports/data-files.ts';
export type { MeterProgress, MeterReading, ModelMeter } from './ports/model-meter.ts';
export type { StoredFigures } from './comparison/stored-figures.ts';
export type { ModelFiles, ResolvedModel } from './ports/model-files.ts';
export type { Log, Surroundings } from './ports/surroundings.ts';
export type { MachineProbe } from './ports/machine.ts';
export type { MakePage, PageDocument, PageSection } from './ports/page-maker.ts';
export type { ArchivedFile, StudioFile, TableCells, TableFiles } from './ports/table-files.ts';
export type { ImageStore } from './ports/image-store.ts';
export type { CheckCode, CodeVerdict } from './ports/code-check.ts';
export type { TemplateLibrary } from './ports/templates.ts';
export { machineName, writeTokensPerSecond } from './calibration/calibration.ts';
export type { Calibration, CalibrationKey, FileStamp } from './calibration/calibration.ts';
export { LearningRunEstimator } from './estimates/learning-estimator.ts';
export type { RunEstimate, RunEstimator, RunObservation, RunWork } from './estimates/run-estimator.ts';
export { PauseSwitch } from './scheduling/pause-switch.ts';
export { createStudio } from './create-studio.ts';
export type { StudioPorts } from './studio-ports.ts';
export { detectLanguage } from './actions/converse.ts';
export { lengthState, type LengthState } from './length/length-state.ts';
export { countText, type WritingLanguage } from '@maobi/contract';
export { mergeSampling, qwen3InstructSampling } from './sampling/sampling-table.ts';
export { refuseProblems } from './documents/refuse-problems.ts';
export { evaluationMeasures, repetitionMeasures } from './evaluation/evaluation-task.ts';
export type {
  EvaluationMeasure,
  EvaluationScores,
  EvaluationTask,
  RepetitionFigures,
  RepetitionMeasure,
} from './evaluation/evaluation-task.ts';
export { repetitionFigures } from './evaluation/repetition.ts';
export { scoreAnswer } from './evaluation/score-answer.ts';
export { missingPoints } from './lint/missing-points.ts';
export { NearDuplicates } from './lint/near-duplicates.ts';
export { rowFileName } from './files/file-name.ts';
export { plainText } from './typography/plain-text.ts';
export { lintText } from './lint/lint-text.ts';
export { lintRuleNames, type LintFinding, type LintRuleName } from './lint/lint-rule.ts';
export { fillTemplate, standardValueNames } from './templates/fill-template.ts';
export { promptPieces, type PromptPiece } from './templates/prompt-pieces.ts';
export { tidyTypography } from './typography/tidy-typography.ts';
export { titleOrder } from './documents/title-order.ts';
export { documentEntry, entryParts, indexedText, sectionEntry } from './search/search-entry.ts';
export type { SearchEntry } from './search/search-entry.ts';
export { searchParts, searchTerms, searchTokens } from './search/search-text.ts';
export type { SearchTerm, SearchToken } from './search/search-text.ts';
export type {
  CompletionEvent,
  CompletionRequest,
  Studio,
  StudioBatches,
  StudioComments,
  StudioComparison,
  StudioConversations,
  StudioDocuments,
  StudioImages,
  StudioJobs,
  StudioModels,
  StudioRuns,
  StudioSettings,
  StudioTemplates,
} from './studio.ts';
export { readGgufHeader } from './models/gguf-header.ts';
export type { ByteReader, GgufHeader } from './models/gguf-header.ts';
export { tensorTypes, valueType } from './models/gguf-types.ts';
export {
  automaticContext,
  chooseResidency,
  contextBytesPerToken,
  contextSizes,
  engineBatchTokens,
  gigabytes,
  largestContextToChoose,
  largestFittingContext,
  lesserResidency,
  maximumContextTokens,
  memoryNeed,
  memoryShortage,
  refusedMemory,
} from './models/memory-need.ts';
export type { MemoryNeed, ModelShape } from './models/memory-need.ts';
