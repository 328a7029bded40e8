import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import type { LockstepMember } from './lockstep.ts';

/** Token after token, each from a pass of its own, until the model ends. `last`: what the state does not hold yet, at least one token. */
export async function* plainTokens(
  sequence: LlamaContextSequence,
  last: readonly Token[],
  options: SequenceEvaluateOptions,
  step: LockstepMember,
): AsyncGenerator<Token> {
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
