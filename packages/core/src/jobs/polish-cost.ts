import { countText, type PolishCost, type PolishKind, type WritingLanguage } from '@maobi/contract';
import { polishedParagraphs } from '../actions/polish-paragraphs.ts';
import { likelyPolishTokens } from '../actions/polish-text.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { likelyTokens } from '../length/token-budget.ts';

/** Read for each paragraph besides itself: what to do with it, and the marks of its turns; the system prompt is held. */
const tokensOfRequest = 40;

export interface PolishWork {
  readonly kind: PolishKind;
  readonly language: WritingLanguage;
  /** The model that does it. */
  readonly model: string;
}

/** What polishing these texts costs, paragraph by paragraph. */
export function polishCost(texts: readonly string[], work: PolishWork, estimator: RunEstimator): PolishCost {
  const bySection = texts.map((text) => polishedParagraphs(text).map((paragraph) => countText(paragraph.text)));
  const counts = bySection.flat();
  const words = counts.reduce((sum, count) => sum + count, 0);
  return {
    sectionCount: bySection.filter((section) => section.length > 0).length,
    paragraphCount: counts.length,
    words,
    ...costOfParagraphs({ paragraphs: counts.length, words }, work, estimator),
  };
}

/** For so many paragraphs that count so much together. */
export function costOfParagraphs(
  { paragraphs, words }: { readonly paragraphs: number; readonly words: number },
  { kind, language, model }: PolishWork,
  estimator: RunEstimator,
): Pick<PolishCost, 'readTokens' | 'writtenTokens' | 'milliseconds'> {
  const tokens = likelyTokens(words, language);
  const readTokens = tokens + paragraphs * tokensOfRequest;
  const writtenTokens = likelyPolishTokens(words, kind, language);
  const estimate = estimator.estimate({ model, promptTokens: readTokens, cachedTokens: 0, writtenTokens });
  const milliseconds = estimate?.writingMs == null ? null : estimate.readingMs + estimate.writingMs;
  return { readTokens, writtenTokens, milliseconds };
}
