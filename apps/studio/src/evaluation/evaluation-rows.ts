import { evaluationMeasures, repetitionMeasures, type EvaluationMeasure, type RepetitionMeasure } from '@maobi/core';
import { formatRate, formatSeconds } from '../bench/bench-figures.ts';
import { formatBytes } from '../terminal/measures.ts';
import { audienceScore, meanRepetition, meanScore, median, type EvaluationResult } from './evaluation-result.ts';

const measureNames: Readonly<Record<EvaluationMeasure, string>> = {
  length: 'length as asked',
  structure: 'structure',
  repetition: 'no repetition',
  language: 'right language',
  format: 'right format',
  code: 'code that parses',
  facts: 'facts present',
  preservation: 'edits keep the text',
};
/** Each says whether much of it is good. */
export const repetitionNames: Readonly<Record<RepetitionMeasure, string>> = {
  distinct2: 'distinct-2, % different',
  distinct3: 'distinct-3, % different',
  repeated4: 'rep-4, % repeated',
  duplicateSentences: 'sentences, % repeated',
  sectionOverlap: 'sections, % repeated',
};
const audienceNames: Readonly<Record<string, string>> = {
  review: "the review's tasks",
  students: 'students',
  office: 'office',
  programmers: 'programmers',
  creators: 'creators',
  researchers: 'researchers',
};

/** A line of the comparison: what is compared, and what each model reached. */
export interface EvaluationRow {
  readonly name: string;
  readonly values: readonly { readonly shown: string; readonly score: number | null }[];
}

export function measureRows(results: readonly EvaluationResult[]): EvaluationRow[] {
  return evaluationMeasures.map((measure) => scoreRow(measureNames[measure], results, (result) => meanScore(result, measure)));
}

export function audienceRows(results: readonly EvaluationResult[]): EvaluationRow[] {
  return Object.entries(audienceNames).map(([audience, name]) => scoreRow(name, results, (result) => audienceScore(result, audience)));
}

/** In percent, with a digit behind the point: what is good lies close together. */
export function repetitionRows(results: readonly EvaluationResult[]): EvaluationRow[] {
  return repetitionMeasures.map((measure) => ({
    name: repetitionNames[measure],
    values: results.map((result) => {
      const score = meanRepetition(result, measure);
      return { score, shown: score === null ? '–' : score.toFixed(1) };
    }),
  }));
}

/** Size and speed. */
export function costRows(results: readonly EvaluationResult[]): EvaluationRow[] {
  const row = (name: string, shownOf: (result: EvaluationResult) => string) => ({
    name,
    values: results.map((result) => ({ shown: shownOf(result), score: null })),
  });
  return [
    row('size', ({ subject }) => formatBytes(subject.sizeBytes)),
    row('first token', ({ outcomes }) => formatSeconds(median(outcomes.map(({ firstTokenMs }) => firstTokenMs)))),
    row('writes, tokens/s', ({ outcomes }) => formatRate(median(outcomes.map(({ tokensPerSecond }) => tokensPerSecond)))),
    row('cut off', ({ outcomes }) => `${outcomes.filter(({ isCutOff }) => isCutOff).length} of ${outcomes.length}`),
  ];
}

function scoreRow(name: string, results: readonly EvaluationResult[], scoreOf: (result: EvaluationResult) => number | null): EvaluationRow {
  const scores = results.map(scoreOf);
  return { name, values: scores.map((score) => ({ score, shown: score === null ? '–' : score.toFixed(0) })) };
}
