import type { Run, RunAction } from '@maobi/contract';
import { LearnedRatio } from './learned-ratio.ts';

/** An answer that nothing is known of: what people ask a small model for takes a screen or two. */
const usualAnswerTokens = 400;

/** Whoever writes: models differ in how much they say, and in how many tokens they need for it. */
export interface Author {
  readonly model: string;
  /** `null`: what a program asks for. */
  readonly action: RunAction | null;
}

/** What a run may write. */
export interface LengthRequest {
  /** As its request lets expect; absent: it says nothing of it. */
  readonly likelyTokens?: number;
  readonly maxTokens: number | null;
}

/** How long runs will probably become: as their requests let expect, mended by how long those of the same kind became so far. */
export class LikelyLengths {
  readonly #ratios = new Map<string, LearnedRatio>();

  /** In tokens, within the limit. */
  expected(author: Author, { likelyTokens = usualAnswerTokens, maxTokens }: LengthRequest): number {
    const tokens = Math.round(likelyTokens * this.#ratioOf(author).at(0));
    return Math.max(1, Math.min(tokens, maxTokens ?? Infinity));
  }

  /** What broke off tells nothing; what its limit ended tells something only where it became longer than was expected. */
  learn(author: Author, request: LengthRequest, { state, usage }: Pick<Run, 'state' | 'usage'>): void {
    const writtenTokens = usage?.writtenTokens ?? 0;
    if (writtenTokens === 0) return;
    const isTelling = state === 'done' || (state === 'length' && writtenTokens > this.expected(author, { ...request, maxTokens: null }));
    if (isTelling) this.#ratioOf(author).learn(writtenTokens / (request.likelyTokens ?? usualAnswerTokens), 0, 1);
  }

  #ratioOf({ model, action }: Author): LearnedRatio {
    const key = `${action} ${model}`;
    const ratio = this.#ratios.get(key) ?? new LearnedRatio();
    this.#ratios.set(key, ratio);
    return ratio;
  }
}
