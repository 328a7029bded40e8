import type { CompletionEvent } from '@maobi/core';

export type CompletionEnd = Extract<CompletionEvent, { type: 'ended' }>;

/** How one endpoint words an answer: the chunks of a stream in their order, or the whole at once. */
export interface AnswerShape {
  /** `null`: this endpoint opens without a chunk. */
  opening(model: string): object | null;
  piece(model: string, text: string): object;
  closing(model: string, end: CompletionEnd): object;
  usage(model: string, end: CompletionEnd): object;
  whole(model: string, text: string, end: CompletionEnd): object;
}

/** Id and time that all chunks of one answer share. */
export function stamp(prefix: string): { id: string; created: number } {
  return { id: `${prefix}-${crypto.randomUUID().replaceAll('-', '')}`, created: Math.floor(Date.now() / 1000) };
}

/** OpenAI knows no "stopped by a person": it reads as a stop. */
export function finishReason(end: CompletionEnd): 'stop' | 'length' {
  return end.reason === 'length' ? 'length' : 'stop';
}

/** OpenAI counts a rejected token of a prediction as written; here it is none: it was never part of the answer. */
export function openaiUsage({ usage, drafts }: CompletionEnd): object {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.writtenTokens,
    total_tokens: usage.promptTokens + usage.writtenTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedTokens },
    completion_tokens_details: {
      accepted_prediction_tokens: drafts.accepted,
      rejected_prediction_tokens: drafts.drafted - drafts.accepted,
    },
  };
}
