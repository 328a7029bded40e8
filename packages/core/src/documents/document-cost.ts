import { type Brief, type Cost, countText } from '@maobi/contract';
import { documentWords } from '../actions/document-words.ts';
import { outlineTokens } from '../actions/plan-outline.ts';
import { briefRequest, documentHead } from '../actions/write-document.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { sectionCountFor } from '../length/section-count.ts';
import { likelyTokens } from '../length/token-budget.ts';
import type { FixedOutline, TemplateWording } from './agreed-head.ts';
import { fixedRows } from './fixed-rows.ts';

/** Read for each section: its request, and the marks of its turns. */
const tokensPerSection = 60;
/** System prompt and marks of the first turns. */
const tokensOfHead = 60;
/** Around each turn. */
const tokensOfMarks = 6;

/** The model that writes. */
export interface DocumentWriter {
  readonly model: string;
  /** How long a section it writes in one go, where that is known. */
  readonly sectionWords: number | undefined;
}

/** What a template, or the writer, has said of a document beforehand. */
export interface KnownForm {
  /** `null`: the model plans it. */
  readonly outline: FixedOutline | null;
  /** `null`: as usual. */
  readonly wording: TemplateWording | null;
  /** Of its beginning, read already for another document. Default 0. */
  readonly cachedTokens?: number;
}

/**
 * What it costs to plan and write a document; every prompt token is read once (design §1, promise 1). Where the form is fixed, nothing is
 * planned, and its own sections are counted.
 */
export function documentCost(brief: Brief, form: KnownForm, writer: DocumentWriter, estimator: RunEstimator): Cost {
  const { language } = brief;
  const { model, sectionWords } = writer;
  const plan = form.outline ? fixedPlan(brief, form, form.outline) : openPlan(brief, form, sectionCountFor(brief.words, sectionWords));
  const readTokens = Math.round(plan.readTokens);
  const writtenTokens = Math.round(likelyTokens(plan.words, language) + plan.planTokens);
  const estimate = estimator.estimate({ model, promptTokens: readTokens, cachedTokens: form.cachedTokens ?? 0, writtenTokens });
  const milliseconds = estimate?.writingMs == null ? null : estimate.readingMs + estimate.writingMs;
  return { words: plan.words, sectionCount: plan.sectionCount, readTokens, writtenTokens, milliseconds };
}

/** What a document may have, or is made for. */
interface WordsRange {
  readonly minimum: number;
  readonly maximum: number;
}

interface PlannedCost {
  readonly sectionCount: number;
  readonly words: number;
  readonly readTokens: number;
  /** Written besides the text: the outline. */
  readonly planTokens: number;
}

/** Request and outline are read once each when it is planned, and again when it is written. */
function openPlan(brief: Brief, { wording }: KnownForm, sectionCount: number): PlannedCost {
  const planTokens = outlineTokens(sectionCount, brief) / 2;
  const head = tokensOfHead + tokensOf(briefRequest(brief, wording?.request ?? null), brief);
  return { sectionCount, words: brief.words, readTokens: 2 * head + planTokens + sectionCount * tokensPerSection, planTokens };
}

function fixedPlan(brief: Brief, { wording }: KnownForm, outline: FixedOutline): PlannedCost {
  const rows = fixedRows(outline, brief.words);
  const head = documentHead(briefRequest(brief, wording?.request ?? null), rows, brief.language, wording?.system ?? null);
  const requests = head.asksWhole ? [] : rows.map((row, index) => documentWords[brief.language].section(row, index + 1));
  const readTokens = [head.system, head.request, ...requests].reduce((sum, text) => sum + tokensOf(text, brief) + tokensOfMarks, 0);
  return { sectionCount: rows.length, words: rows.reduce((sum, { target }) => sum + target, 0), readTokens, planTokens: 0 };
}

function tokensOf(text: string, { language }: Brief): number {
  return likelyTokens(countText(text), language);
}

/**
 * The longest document of a length in this range that is finished in this time; the shortest when even that takes longer. `null`: nobody knows
 * how fast this model is here.
 */
export function wordsWithin(timeMs: number, range: WordsRange, costOf: (words: number) => Cost): number | null {
  let [least, most] = [range.minimum, range.maximum];
  if (costOf(least).milliseconds === null) return null;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    const { milliseconds } = costOf(middle);
    if (milliseconds !== null && milliseconds <= timeMs) least = middle;
    else most = middle - 1;
  }
  return least;
}
