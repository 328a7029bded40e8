import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { collectYoungGarbage } from '../collect-garbage.ts';
import type { LockstepMember } from './lockstep.ts';
import { tokenSeed } from './token-seed.ts';

interface Writing {
  readonly sequence: LlamaContextSequence;
  readonly options: SequenceEvaluateOptions;
  /** `null` where the likeliest token is written and nothing is left to chance. */
  readonly seed: number | null;
  readonly step: LockstepMember;
}

/** Token after token, each from a pass of its own, until the model ends. `last`: what the state does not hold yet, at least one token. */
export function plainTokens(writing: Writing, last: readonly Token[]): AsyncGenerator<Token> {
  const { seed } = writing;
  return seed === null ? likeliestTokens(writing, last) : seededTokens(writing, seed, last);
}

async function* likeliestTokens({ sequence, options, step }: Writing, last: readonly Token[]): AsyncGenerator<Token> {
  const tokens = sequence.evaluate([...last], options);
  try {
    for (;;) {
      await step.together();
      const { value, done } = await tokens.next();
      if (done || value === undefined) return;
      yield value;
    }
  } finally {
    await tokens.return();
  }
}

/** Each token leaves a sampler behind that is freed with the object around it. */
const tokensBetweenCollections = 16;

/** A sampler takes one seed for all it chooses, so each token has one of its own. */
async function* seededTokens({ sequence, options, step }: Writing, seed: number, last: readonly Token[]): AsyncGenerator<Token> {
  let unread = last;
  for (let count = 1; ; count += 1) {
    await step.together();
    const tokens = sequence.evaluate([...unread], { ...options, seed: tokenSeed(seed, sequence.nextTokenIndex + unread.length) });
    const { value, done } = await tokens.next();
    await tokens.return();
    if (done || value === undefined) return;
    unread = [value];
    yield value;
    if (count % tokensBetweenCollections === 0) collectYoungGarbage();
  }
}
