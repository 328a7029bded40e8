/** What the answer to a task has to look like. */
export type AnswerFormat = 'list' | 'lines' | 'table' | 'json' | 'code';

/** One request with what can be said of a good answer without a judge. */
export interface EvaluationTask {
  readonly id: string;
  /** For whom: `students`, `office`, `programmers`, `creators`, `researchers`; `review` for the tasks of the published review. */
  readonly audience: string;
  readonly language: 'zh' | 'en';
  readonly prompt: string;
  /** Length asked for, in 字 or words. */
  readonly words?: number;
  /** Headings below the title, at least. */
  readonly headings?: number;
  /** Headings that have to be there, in this order. */
  readonly parts?: readonly string[];
  readonly format?: AnswerFormat;
  /** How many items a list, or lines, have. */
  readonly items?: number;
  /** The language of the code asked for. */
  readonly code?: string;
  /** Strings that have to stand in the answer. */
  readonly facts?: readonly string[];
  /** The text to be edited: the answer should keep most of it. */
  readonly edits?: string;
}

export const evaluationMeasures = ['length', 'structure', 'repetition', 'language', 'format', 'code', 'facts', 'preservation'] as const;
export type EvaluationMeasure = (typeof evaluationMeasures)[number];

/** 0 to 100 for each measure that the task is about; what it is not about is absent. */
export type EvaluationScores = Readonly<Partial<Record<EvaluationMeasure, number>>>;

export const repetitionMeasures = ['distinct2', 'distinct3', 'repeated4', 'duplicateSentences', 'sectionOverlap'] as const;
export type RepetitionMeasure = (typeof repetitionMeasures)[number];

/**
 * In percent. `distinct2`, `distinct3`: groups of neighbouring units (Chinese characters or words) that differ; more is better. `repeated4` (rep-4):
 * groups of four that came before; `duplicateSentences`; `sectionOverlap`: what an earlier section already said; less is better.
 */
export type RepetitionFigures = Readonly<Partial<Record<RepetitionMeasure, number>>>;

/** Text for people: code, tables and data repeat by nature. */
export function isProse({ format }: EvaluationTask): boolean {
  return format === undefined || format === 'list' || format === 'lines';
}
