import type { WritingLanguage } from './converse.ts';

/** The length asked for, in 字 or words. One pass of a 4B model is good for about 800; longer texts want sections. */
export const articleLengthRange = { minimum: 50, maximum: 5000, default: 800 } as const;

/**
 * What one token yields, in 字 of Chinese and in words of English, for Qwen3's vocabulary (design §5 sets the budget as
 * target × tokens per 字 × 1.35). The Chinese figure counts punctuation and Markdown as tokens that are no 字.
 */
const tokensPerCount = { zh: 1, en: 1.4 } as const;
const budgetFactor = 1.35;

export interface ArticleRequest {
  readonly topic: string;
  /** Wanted length in 字 (zh) or words (en). */
  readonly words: number;
  readonly language: WritingLanguage;
}

/** The prompt of a single-pass article and the token budget that goes with its length. */
export function writeArticlePrompt({ topic, words, language }: ArticleRequest): { text: string; maxTokens: number } {
  const text =
    language === 'zh'
      ? `请写一篇关于“${topic}”的文章，约${words}字。用 Markdown：先写标题，再分小节。`
      : `Write an article about "${topic}", about ${words} words. Use Markdown: a title first, then short sections.`;
  return { text, maxTokens: Math.ceil(words * tokensPerCount[language] * budgetFactor) + 64 };
}
