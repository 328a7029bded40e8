import { type Brief, type Cost, countText, documentWordsRange } from '@maobi/contract';
import { briefRequest } from '../actions/write-document.ts';
import { outlineTokens } from '../actions/plan-outline.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { sectionCountFor } from '../length/section-count.ts';
import { likelyTokens } from '../length/token-budget.ts';

/** Read for each section: its request, and the marks of its turns. */
const tokensPerSection = 60;
/** System prompt and marks of the first turns. */
const tokensOfHead = 60;

/** The model that writes. */
export interface DocumentWriter {
  readonly model: string;
  /** How long a section it writes in one go, where that is known. */
  readonly sectionWords: number | undefined;
}

/**
 * What it costs to plan and write a document; every prompt token is read once (design §1, promise 1).
 * @param cachedTokens of its beginning, read already for another document
 */
export function documentCost(brief: Brief, writer: DocumentWriter, estimator: RunEstimator, cachedTokens = 0): Cost {
  const { words, language } = brief;
  const { model, sectionWords } = writer;
  const sectionCount = sectionCountFor(words, sectionWords);
  const outline = outlineTokens(sectionCount, brief) / 2;
  const request = likelyTokens(countText(briefRequest(brief)), language);
  const readTokens = Math.round(2 * (tokensOfHead + request) + outline + sectionCount * tokensPerSection);
  const writtenTokens = Math.round(likelyTokens(words, language) + outline);
  const estimate = estimator.estimate({ model, promptTokens: readTokens, cachedTokens, writtenTokens });
  const milliseconds = estimate?.writingMs == null ? null : estimate.readingMs + estimate.writingMs;
  return { words, sectionCount, readTokens, writtenTokens, milliseconds };
}

/**
 * The longest document that is finished in this time; the shortest that can be asked for when even that takes longer. `null`: nobody knows
 * how fast this model is here.
 */
export function wordsWithin(brief: Brief, timeMs: number, writer: DocumentWriter, estimator: RunEstimator): number | null {
  let [least, most]: [number, number] = [documentWordsRange.minimum, documentWordsRange.maximum];
  if (documentCost({ ...brief, words: least }, writer, estimator).milliseconds === null) return null;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    const { milliseconds } = documentCost({ ...brief, words: middle }, writer, estimator);
    if (milliseconds !== null && milliseconds <= timeMs) least = middle;
    else most = middle - 1;
  }
  return least;
}
