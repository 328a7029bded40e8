import { type Brief, type Cost, countText } from '@maobi/contract';
import { documentWords } from '../actions/document-words.ts';
import { headingsShare, partRows } from '../actions/outline-parts.ts';
import { likelyOutlineTokens } from '../actions/plan-outline.ts';
import { briefRequest, documentHead, headShare } from '../actions/document-head.ts';
import { mostQuoted, quotedShare, tokensOfMarks } from '../actions/write-document.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { sectionCountFor } from '../length/section-count.ts';
import { likelyTokens } from '../length/token-budget.ts';
import type { FixedOutline, TemplateWording } from './agreed-head.ts';
import { fixedRows } from './fixed-rows.ts';

/** Read for each section: its request, and the marks of its turns. */
const tokensPerSection = 60;
/** System prompt and marks of the first turns. */
const tokensOfHead = 60;
/** A heading, with the first and the last sentence of its section; or alone. */
const wordsOfNamed = { quoted: 50, alone: 12 } as const;

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
  const estimates = stretches.map((stretch) => estimator.estimate({ model, ...stretch }));
  const milliseconds = estimates.reduce<number | null>(
    (sum, estimate) => (sum === null || estimate?.writingMs == null ? null : sum + estimate.readingMs + estimate.writingMs),
    0,
  );
  const [first, ...later] = stretches;
  const readTokens = later.reduce((sum, { promptTokens, cachedTokens }) => sum + promptTokens - cachedTokens, first.promptTokens);
  const writtenTokens = stretches.reduce((sum, stretch) => sum + stretch.writtenTokens, 0);
  return { words: plan.words, sectionCount: plan.sectionCount, readTokens, writtenTokens, milliseconds };
}

/** What is read and written until the context is full, and the prompt leaps. */
interface Stretch {
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly writtenTokens: number;
}

/**
 * A document that fits the context is one stretch. Of a longer one each further stretch begins with the head, which is held, names the sections
 * that are left out, reads the last one again, and holds as many more as there is room for, at least one. No position is behind the context.
 */
function stretchesOf(plan: PlannedCost, { language }: Brief, cachedTokens: number, contextTokens: number): [Stretch, ...Stretch[]] {
  const textTokens = likelyTokens(plan.words, language);
  const readTokens = plan.planReadTokens + plan.headTokens + plan.sectionCount * plan.requestTokens;
  const whole = rounded({ promptTokens: readTokens, cachedTokens, writtenTokens: textTokens + plan.planTokens });
  if (whole.promptTokens + whole.writtenTokens <= contextTokens) return [whole];
  const [first, ...others] = [...planning(plan, language, contextTokens), ...writing(plan, textTokens, language, contextTokens)].map(
    rounded,
  );
  return first ? [{ ...first, cachedTokens }, ...others] : [whole];
}

/** An outline that does not fit the context is several that do: each further one holds the request, and reads headings and the last part again. */
function planning(plan: PlannedCost, language: Brief['language'], contextTokens: number): Stretch[] {
  const { planReadTokens, planTokens, sectionCount } = plan;
  if (planTokens === 0) return [];
  const count = Math.ceil((planReadTokens + planTokens) / contextTokens);
  return Array.from({ length: count }, (_, index) => {
    const headingTokens = likelyTokens(((index * sectionCount) / count) * wordsOfNamed.alone, language);
    const wantedTokens = Math.min(contextTokens * headingsShare, headingTokens) + (planTokens / sectionCount) * partRows;
    const againTokens = Math.min(wantedTokens, Math.max(0, contextTokens - planReadTokens - planTokens / count));
    return {
      promptTokens: planReadTokens + (index === 0 ? 0 : againTokens),
      cachedTokens: index === 0 ? 0 : planReadTokens,
      writtenTokens: planTokens / count,
    };
  });
}

/** Of the outline, the head has as much as fits (`documentStart`). */
function headTokensOf(
  { headTokens, bareHeadTokens, sectionCount }: PlannedCost,
  language: Brief['language'],
  contextTokens: number,
): number {
  const withHeadings = bareHeadTokens + likelyTokens(sectionCount * wordsOfNamed.alone, language);
  return [headTokens, withHeadings].find((tokens) => tokens <= contextTokens * headShare) ?? Math.min(bareHeadTokens, contextTokens / 2);
}

function writing(plan: PlannedCost, textTokens: number, language: Brief['language'], contextTokens: number): Stretch[] {
  const { sectionCount, requestTokens } = plan;
  const sectionTokens = textTokens / sectionCount;
  const turnTokens = requestTokens + sectionTokens;
  const headTokens = headTokensOf(plan, language, contextTokens);
  const namedTokens = (count: number): number =>
    Math.min(likelyTokens(Math.min(count, mostQuoted) * wordsOfNamed.quoted, language), contextTokens * quotedShare);
  const from = (done: number): Stretch & { readonly sections: number } => {
    const againTokens = done === 0 ? 0 : Math.min(turnTokens + namedTokens(done - 1), Math.max(0, contextTokens - headTokens - turnTokens));
    const room = Math.floor((contextTokens - headTokens - againTokens) / turnTokens);
    const sections = Math.min(sectionCount - done, Math.max(1, room));
    const promptTokens = headTokens + againTokens + sections * requestTokens;
    return { promptTokens, cachedTokens: done === 0 ? 0 : headTokens, writtenTokens: sections * sectionTokens, sections };
  };
  const stretches: Stretch[] = [];
  for (let done = 0; done < sectionCount;) {
    const next = from(done);
    stretches.push(next);
    done += next.sections;
  }
  return stretches;
}

function rounded({ promptTokens, cachedTokens, writtenTokens }: Stretch): Stretch {
  return {
    promptTokens: Math.round(promptTokens),
    cachedTokens: Math.round(cachedTokens),
    writtenTokens: Math.round(writtenTokens),
  };
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
