import type { ChildGenerateRequest } from '../../protocol.ts';
import { canDraft, DraftLength, type PassCosts } from './draft-length.ts';
import { DraftSource } from './draft-source.ts';

/** What a text is drafted with while it is written. */
export interface Drafting {
  readonly source: DraftSource;
  readonly length: DraftLength;
  readonly drafts: { drafted: number; accepted: number };
}

interface Surroundings {
  readonly passCosts: PassCosts;
  readonly prompt: readonly number[];
  /** Tokens of a text as the model would write it. */
  tokensOf(text: string): readonly number[];
}

/**
 * `null` where a text is written token by token: without a reference; under a grammar, which is not asked about several tokens at
 * once; and where nobody knows what a pass over several positions costs.
 */
export function draftingFor(
  { reference, jsonSchema }: Pick<ChildGenerateRequest, 'reference' | 'jsonSchema'>,
  { passCosts, prompt, tokensOf }: Surroundings,
): Drafting | null {
  if (!reference || jsonSchema || !canDraft(passCosts)) return null;
  return {
    source: new DraftSource(tokensOf(reference), prompt),
    length: new DraftLength(passCosts),
    drafts: { drafted: 0, accepted: 0 },
  };
}
