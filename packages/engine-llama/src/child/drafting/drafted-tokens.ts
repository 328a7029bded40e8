import type { ControlledEvaluateInputItem, LlamaContextSequence, LlamaModel, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { collectYoungGarbage } from '../collect-garbage.ts';
import type { LockstepMember } from '../generating/lockstep.ts';
import { tokenSeed } from '../generating/token-seed.ts';
import { agreeing } from './draft-length.ts';
import type { Drafting } from './drafting.ts';

interface Writing {
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  /** What to choose by at a position that `draft` stands before, behind everything written. */
  readonly samplingAfter: (draft: readonly Token[]) => SequenceEvaluateOptions;
  readonly seed: number;
  readonly step: LockstepMember;
}

/** Each pass leaves a sampler behind that is freed with the object around it. */
const passesBetweenCollections = 16;

/**
 * As `plainTokens`, but each pass verifies a draft: the model chooses at every position, and what it chooses is written. A
 * draft therefore changes how many tokens a pass yields, never which ones.
 */
export async function* draftedTokens(writing: Writing, last: readonly Token[], drafting: Drafting): AsyncGenerator<Token> {
  const { model, sequence, step } = writing;
  const { source, length, drafts } = drafting;
  let unread = last;
  for (let pass = 1; ; pass += 1) {
    const room = Math.max(0, sequence.contextSize - sequence.nextTokenIndex - unread.length - 1);
    const draft = length.draft(source, room) as readonly Token[];
    await step.together();
    const chosen = await choose(writing, unread, draft);
    const accepted = agreeing(draft, chosen);
    const written = chosen.slice(0, accepted + 1);
    const surplus = draft.length - accepted;
    if (surplus > 0) await sequence.eraseContextTokenRanges([{ start: sequence.nextTokenIndex - surplus, end: sequence.nextTokenIndex }]);
    length.note(draft.length, written);
    drafts.drafted += draft.length;
    drafts.accepted += accepted;
    for (const token of written) {
      if (model.isEogToken(token)) return;
      source.note(token);
      unread = [token];
      yield token;
    }
    if (pass % passesBetweenCollections === 0) collectYoungGarbage();
  }
}

/** What the model chooses after the unread tokens, and after each token of the draft as if the ones before were right. */
async function choose({ sequence, samplingAfter, seed }: Writing, unread: readonly Token[], draft: readonly Token[]): Promise<Token[]> {
  const firstPosition = sequence.nextTokenIndex + unread.length;
  const asking = (token: Token, index: number): ControlledEvaluateInputItem => [
    token,
    { generateNext: { token: true, options: { ...samplingAfter(draft.slice(0, index)), seed: tokenSeed(seed, firstPosition + index) } } },
  ];
  const items = [...unread.slice(0, -1), ...[...unread.slice(-1), ...draft].map(asking)];
  const outputs = await sequence.controlledEvaluate(items);
  return outputs.slice(unread.length - 1).map((output) => {
    const token = output?.next.token;
    if (token === null || token === undefined) throw new Error('no token could be chosen');
    return token;
  });
}
