import type { WritingLanguage } from '@maobi/contract';

/**
 * Tokens for one 字 of Chinese, one word of English, in Qwen3's vocabulary; the Chinese figure counts punctuation and Markdown as tokens
 * that are no 字.
 */
const tokensPerCount: Readonly<Record<WritingLanguage, number>> = { zh: 1, en: 1.4 };

/** Room for a text that comes out longer than asked for (design §5). */
const budgetFactor = 1.35;
const leastTokens = 64;

/** Most tokens that a text of this length, in 字 or words, may have. */
export function tokenBudget(words: number, language: WritingLanguage): number {
  return Math.ceil(words * tokensPerCount[language] * budgetFactor) + leastTokens;
}

/** Tokens that a text of this length will probably have. */
export function likelyTokens(words: number, language: WritingLanguage): number {
  return Math.ceil(words * tokensPerCount[language]);
}
