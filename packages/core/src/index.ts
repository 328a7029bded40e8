/**
 * What a writing studio does, without any idea of files, sockets, clocks or native code: those come in through the ports.
 * Called by http-api and the apps; adapters implement what stands in `ports/`.
 */
export { errorTable, StudioError } from './errors.ts';
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
  ConversationChange,
  ConversationQuery,
  ConversationStore,
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
export type { ModelFiles, ResolvedModel } from './ports/model-files.ts';
export type { Log, Surroundings } from './ports/surroundings.ts';
export type { MachineProbe } from './ports/machine.ts';
export type { CheckCode } from './ports/code-check.ts';
export { machineName, writeTokensPerSecond } from './calibration/calibration.ts';
export type { Calibration, CalibrationKey, FileStamp } from './calibration/calibration.ts';
export { LearningRunEstimator } from './estimates/learning-estimator.ts';
export type { RunEstimate, RunEstimator, RunObservation, RunWork } from './estimates/run-estimator.ts';
export { PauseSwitch } from './scheduling/pause-switch.ts';
export { createStudio, type StudioPorts } from './create-studio.ts';
export { writeArticlePrompt, articleLengthRange, type ArticleRequest } from './actions/write-article.ts';
export { detectLanguage, type WritingLanguage } from './actions/converse.ts';
export { countText } from '@maobi/contract';
export { mergeSampling, qwen3InstructSampling } from './sampling/sampling-table.ts';
export { evaluationMeasures } from './evaluation/evaluation-task.ts';
export type { EvaluationMeasure, EvaluationScores, EvaluationTask } from './evaluation/evaluation-task.ts';
export { scoreAnswer } from './evaluation/score-answer.ts';
export { missingPoints } from './lint/missing-points.ts';
export { lintText } from './lint/lint-text.ts';
export type { LintFinding, LintRuleName } from './lint/lint-rule.ts';
export { tidyTypography } from './typography/tidy-typography.ts';
export { searchParts, searchTerms, searchTokens } from './search/search-text.ts';
export type { SearchTerm, SearchToken } from './search/search-text.ts';
export type {
  CompletionEvent,
  CompletionRequest,
  Studio,
  StudioConversations,
  StudioModels,
  StudioRuns,
  StudioSettings,
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
  largestFittingContext,
  maximumContextTokens,
  memoryNeed,
  memoryShortage,
  otherProgramsBytes,
} from './models/memory-need.ts';
export type { MemoryNeed, ModelShape } from './models/memory-need.ts';
