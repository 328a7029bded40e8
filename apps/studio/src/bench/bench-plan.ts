/** A kind of request that people make of a writing program. */
export type TaskName = 'short' | 'medium' | 'long';

export interface BenchTask {
  readonly name: TaskName;
  /** About so many tokens are asked for, the template included. */
  readonly promptTokens: number;
  /** What a published review measured for this kind with the same model on 4 cores, 16 GB and no GPU. */
  readonly reviewed: { readonly firstTokenSeconds: readonly [number, number]; readonly tokensPerSecond: number };
}

/** The three rows of the review. */
const benchTasks: readonly BenchTask[] = [
  { name: 'short', promptTokens: 60, reviewed: { firstTokenSeconds: [8, 12], tokensPerSecond: 3.2 } },
  { name: 'medium', promptTokens: 250, reviewed: { firstTokenSeconds: [10, 15], tokensPerSecond: 2.8 } },
  { name: 'long', promptTokens: 800, reviewed: { firstTokenSeconds: [15, 20], tokensPerSecond: 2.5 } },
];

/** How much is measured. */
export interface BenchPlan {
  readonly isQuick: boolean;
  readonly tasks: readonly BenchTask[];
  /** Tasks whose conversation is gone on with after a restart of the engine. */
  readonly restarted: readonly TaskName[];
  /** Tokens written in each answer. */
  readonly writtenTokens: number;
  readonly stopRounds: number;
  /** Load the model with every context that fits, instead of only computing what it would take. */
  readonly measuresContexts: boolean;
}

export const fullPlan: BenchPlan = {
  isQuick: false,
  tasks: benchTasks,
  restarted: ['short', 'medium', 'long'],
  writtenTokens: 48,
  stopRounds: 3,
  measuresContexts: true,
};

/** A minute's worth for a model of 4B on a small computer. */
export const quickPlan: BenchPlan = {
  isQuick: true,
  tasks: benchTasks.slice(0, 2),
  restarted: ['medium'],
  writtenTokens: 16,
  stopRounds: 1,
  measuresContexts: false,
};

/** What models are compared by on the models page: every task once. */
export const comparisonPlan: BenchPlan = {
  isQuick: true,
  tasks: benchTasks,
  restarted: [],
  writtenTokens: 24,
  stopRounds: 0,
  measuresContexts: false,
};

/** The rates are measured with this context: enough for every task, and what the list of models states its memory for. */
export const measuredContextTokens = 8192;
/** Sizes that memory is told for. */
export const toldContextTokens: readonly number[] = [4096, 8192, 16_384, 32_768];
