import type { WritingLanguage } from '@maobi/contract';
import { mostQuoted, quotedShare } from '../actions/write-document.ts';
import { likelyTokens } from '../length/token-budget.ts';
import type { RunEstimate, RunEstimator } from '../estimates/run-estimator.ts';

/** Quoted of a section that is left out of a prompt: its heading, its first and its last sentence. */
const wordsOfQuote = 50;

/** What is read and written until the context is full, and the prompt leaps (P4). */
export interface Stretch {
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly writtenTokens: number;
}

/** Sections that are to be written, one after the other. All figures in tokens. */
export interface SectionsToWrite {
  readonly sectionCount: number;
  /** Of all of them together. */
  readonly textTokens: number;
  /** To ask for one. */
  readonly requestTokens: number;
  /** What every prompt begins with, as it stands in a context of this size. */
  readonly headTokens: number;
  /** Of the sections before them. */
  readonly standingTokens: number;
  /** Of head and standing sections, what is read already. */
  readonly cachedTokens: number;
  readonly contextTokens: number;
  readonly language: WritingLanguage;
}

/**
 * Sections that fit the context are one stretch. Of more, each further stretch begins with the head, which is held, quotes what is left out, reads
 * the last section again, and holds as many more as there is room for, at least one. No position is behind the context.
 */
export function writingStretches(work: SectionsToWrite): Stretch[] {
  const { sectionCount, textTokens, requestTokens, headTokens, contextTokens } = work;
  const sectionTokens = textTokens / sectionCount;
  const turnTokens = requestTokens + sectionTokens;
  const mostBefore = Math.max(0, contextTokens - headTokens - turnTokens);
  const quotedTokens = (count: number): number =>
    Math.min(likelyTokens(Math.min(count, mostQuoted) * wordsOfQuote, work.language), contextTokens * quotedShare);
  const stretches: Stretch[] = [];
  for (let done = 0; done < sectionCount;) {
    const beforeTokens = Math.min(done === 0 ? work.standingTokens : turnTokens + quotedTokens(done - 1), mostBefore);
    const room = Math.floor((contextTokens - headTokens - beforeTokens) / turnTokens);
    const sections = Math.min(sectionCount - done, Math.max(1, room));
    stretches.push({
      promptTokens: headTokens + beforeTokens + sections * requestTokens,
      cachedTokens: done === 0 ? Math.min(work.cachedTokens, headTokens + beforeTokens) : headTokens,
      writtenTokens: sections * sectionTokens,
    });
    done += sections;
  }
  return stretches.map(rounded);
}

export function rounded({ promptTokens, cachedTokens, writtenTokens }: Stretch): Stretch {
  return {
    promptTokens: Math.round(promptTokens),
    cachedTokens: Math.round(cachedTokens),
    writtenTokens: Math.round(writtenTokens),
  };
}

/** Milliseconds for all of them; `null`: nobody knows how fast this model is here. */
export function timeFor(stretches: readonly Stretch[], model: string, estimator: Pick<RunEstimator, 'estimate'>): number | null {
  const estimates: (RunEstimate | null)[] = stretches.map((stretch) => estimator.estimate({ model, ...stretch }));
  return estimates.reduce<number | null>(
    (sum, estimate) => (sum === null || estimate?.writingMs == null ? null : sum + estimate.readingMs + estimate.writingMs),
    0,
  );
}
