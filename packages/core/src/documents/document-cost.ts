import { type Brief, type Cost, countText } from '@maobi/contract';
import { documentWords } from '../actions/document-words.ts';
import { headingsShare, partRows } from '../actions/outline-parts.ts';
import { likelyOutlineTokens } from '../actions/plan-outline.ts';
import { briefRequest, documentHead, headShare } from '../actions/document-head.ts';
import { tokensOfMarks } from '../actions/write-document.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { sectionCountFor } from '../length/section-count.ts';
import { likelyTokens } from '../length/token-budget.ts';
import type { FixedOutline, TemplateWording } from './agreed-head.ts';
import { fixedRows } from './fixed-rows.ts';
import { rounded, type Stretch, timeFor, writingStretches } from './writing-stretches.ts';

/** Read for each section: its request, and the marks of its turns. */
export const tokensPerSection = 60;
/** System prompt and marks of the first turns. */
const tokensOfHead = 60;
/** Of a heading with its number. */
const wordsOfHeading = 12;

/** The model that writes. */
export interface DocumentWriter {
  readonly model: string;
  /** How long a section it writes in one go, where that is known. */
  readonly sectionWords: number | undefined;
  /** Most tokens that a prompt and what is written on it may have together. */
  readonly contextTokens: number;
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
 * What it costs to plan and write a document; every prompt token is read once (design §1, promise 1) as long as everything fits the context,
 * and from then on what each leap reads again (P4). Where the form is fixed, nothing is planned, and its own sections are counted.
 */
export function documentCost(brief: Brief, form: KnownForm, writer: DocumentWriter, estimator: RunEstimator): Cost {
  const { model, sectionWords } = writer;
  const plan = form.outline ? fixedPlan(brief, form, form.outline) : openPlan(brief, form, sectionCountFor(brief.words, sectionWords));
  const stretches = stretchesOf(plan, brief, form.cachedTokens ?? 0, writer.contextTokens);
  const milliseconds = timeFor(stretches, model, estimator);
  const [first, ...later] = stretches;
  const readTokens = later.reduce((sum, { promptTokens, cachedTokens }) => sum + promptTokens - cachedTokens, first.promptTokens);
  const writtenTokens = stretches.reduce((sum, stretch) => sum + stretch.writtenTokens, 0);
  return { words: plan.words, sectionCount: plan.sectionCount, readTokens, writtenTokens, milliseconds };
}

/** A document that fits the context is one stretch, its outline included. */
function stretchesOf(plan: PlannedCost, { language }: Brief, cachedTokens: number, contextTokens: number): [Stretch, ...Stretch[]] {
  const { sectionCount, requestTokens } = plan;
  const textTokens = likelyTokens(plan.words, language);
  const readTokens = plan.planReadTokens + plan.headTokens + sectionCount * requestTokens;
  const whole = rounded({ promptTokens: readTokens, cachedTokens, writtenTokens: textTokens + plan.planTokens });
  if (whole.promptTokens + whole.writtenTokens <= contextTokens) return [whole];
  const headTokens = headTokensOf(plan, language, contextTokens);
  const sections = { sectionCount, textTokens, requestTokens, headTokens, standingTokens: 0, cachedTokens: 0, contextTokens, language };
  const [first, ...others] = [...planning(plan, language, contextTokens), ...writingStretches(sections)];
  return first ? [{ ...first, cachedTokens }, ...others] : [whole];
}

/** An outline that does not fit the context is several that do: each further one holds the request, and reads headings and the last part again. */
function planning(plan: PlannedCost, language: Brief['language'], contextTokens: number): Stretch[] {
  const { planReadTokens, planTokens, sectionCount } = plan;
  if (planTokens === 0) return [];
  const count = Math.ceil((planReadTokens + planTokens) / contextTokens);
  return Array.from({ length: count }, (_, index) => {
    const headingTokens = likelyTokens(((index * sectionCount) / count) * wordsOfHeading, language);
    const wantedTokens = Math.min(contextTokens * headingsShare, headingTokens) + (planTokens / sectionCount) * partRows;
    const againTokens = Math.min(wantedTokens, Math.max(0, contextTokens - planReadTokens - planTokens / count));
    return rounded({
      promptTokens: planReadTokens + (index === 0 ? 0 : againTokens),
      cachedTokens: index === 0 ? 0 : planReadTokens,
      writtenTokens: planTokens / count,
    });
  });
}

/** Of the outline, the head has as much as fits (`documentStart`). */
function headTokensOf(
  { headTokens, bareHeadTokens, sectionCount }: PlannedCost,
  language: Brief['language'],
  contextTokens: number,
): number {
  const withHeadings = bareHeadTokens + likelyTokens(sectionCount * wordsOfHeading, language);
  return [headTokens, withHeadings].find((tokens) => tokens <= contextTokens * headShare) ?? Math.min(bareHeadTokens, contextTokens / 2);
}

/** What a document may have, or is made for. */
interface WordsRange {
  readonly minimum: number;
  readonly maximum: number;
}

interface PlannedCost {
  readonly sectionCount: number;
  readonly words: number;
  /** Read to plan it; 0: nothing is planned. */
  readonly planReadTokens: number;
  /** Written besides the text: the outline. */
  readonly planTokens: number;
  /** What every prompt of its sections begins with; and without the outline. */
  readonly headTokens: number;
  readonly bareHeadTokens: number;
  /** To ask for a section. */
  readonly requestTokens: number;
}

/** Request and outline are read once each when it is planned, and again when it is written. */
function openPlan(brief: Brief, { wording }: KnownForm, sectionCount: number): PlannedCost {
  const planTokens = likelyOutlineTokens(sectionCount, brief);
  const head = tokensOfHead + tokensOf(briefRequest(brief, wording?.request ?? null), brief);
  return {
    sectionCount,
    words: brief.words,
    planReadTokens: head,
    planTokens,
    headTokens: head + planTokens,
    bareHeadTokens: head,
    requestTokens: tokensPerSection,
  };
}

function fixedPlan(brief: Brief, { wording }: KnownForm, outline: FixedOutline): PlannedCost {
  const rows = fixedRows(outline, brief.words);
  const request = briefRequest(brief, wording?.request ?? null);
  const head = documentHead(request, rows, brief.language, wording?.system ?? null);
  const requests = head.asksWhole ? [] : rows.map((row, index) => documentWords[brief.language].section(row, index + 1));
  const read = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + tokensOf(text, brief) + tokensOfMarks, 0);
  return {
    sectionCount: rows.length,
    words: rows.reduce((sum, { target }) => sum + target, 0),
    planReadTokens: 0,
    planTokens: 0,
    headTokens: read([head.system, head.request]),
    bareHeadTokens: read([head.system, request]),
    requestTokens: read(requests) / rows.length,
  };
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
