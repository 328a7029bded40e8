import type { Sampling } from '@maobi/contract';
import type { LlamaContextSequenceRepeatPenalty, SequenceEvaluateOptions, Token } from 'node-llama-cpp';

/** Tokens of this answer that the penalties look back on. */
const penaltyWindowTokens = 256;

export function samplerOptions({ temperature, topP, topK, minP }: Sampling): SequenceEvaluateOptions {
  return { temperature, topP, topK, minP };
}

/** The penalties; none at all when every one is off, because node-llama-cpp's own default would punish repetition. */
export function repetition(sampling: Sampling, written: () => readonly Token[]): { repeatPenalty?: LlamaContextSequenceRepeatPenalty } {
  const { repeatPenalty, presencePenalty, frequencyPenalty } = sampling;
  if (repeatPenalty === 1 && presencePenalty === 0 && frequencyPenalty === 0) return {};
  return {
    repeatPenalty: {
      punishTokens: () => written().slice(-penaltyWindowTokens),
      maxPunishTokens: penaltyWindowTokens,
      penalty: repeatPenalty,
      presencePenalty,
      frequencyPenalty,
    },
  };
}
