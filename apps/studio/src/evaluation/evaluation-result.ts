import {
  evaluationMeasures,
  type EvaluationMeasure,
  type EvaluationScores,
  type EvaluationTask,
  type RepetitionFigures,
  type RepetitionMeasure,
} from '@maobi/core';
import type { BenchSubject } from '../bench/bench-result.ts';

/** One task as one model did it. */
export interface TaskOutcome {
  readonly task: EvaluationTask;
  readonly answer: string;
  readonly scores: EvaluationScores;
  readonly repetition: RepetitionFigures;
  readonly firstTokenMs: number;
  readonly promptTokens: number;
  readonly writtenTokens: number;
  readonly tokensPerSecond: number;
  /** It came to the limit of its length instead of an end of its own. */
  readonly isCutOff: boolean;
}

/** What one model did. */
export interface EvaluationResult {
  readonly subject: Pick<BenchSubject, 'id' | 'name' | 'quantisation' | 'sizeBytes'>;
  readonly outcomes: readonly TaskOutcome[];
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean of a measure over the tasks that are about it; `null` where none is. */
export function meanScore({ outcomes }: EvaluationResult, measure: EvaluationMeasure): number | null {
  return mean(outcomes.flatMap(({ scores }) => scores[measure] ?? []));
}

/** The mean of a figure over the texts that are long enough for it, in percent; `null` where none is. */
export function meanRepetition({ outcomes }: EvaluationResult, measure: RepetitionMeasure): number | null {
  return mean(outcomes.flatMap(({ repetition }) => repetition[measure] ?? []));
}

/** The mean over everything that was measured for an audience. */
export function audienceScore({ outcomes }: EvaluationResult, audience: string): number | null {
  const own = outcomes.filter(({ task }) => task.audience === audience);
  return mean(own.flatMap(({ scores }) => mean(evaluationMeasures.flatMap((measure) => scores[measure] ?? [])) ?? []));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
