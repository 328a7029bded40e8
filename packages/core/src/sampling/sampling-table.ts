import type { PartialSampling, Sampling } from '@maobi/contract';

/**
 * The official sampling of Qwen3-4B-Instruct-2507 (its model card): temperature 0.7, top_p 0.8, top_k 20, min_p 0, no
 * repeat penalty; presence penalty 0-2 against endless repetition.
 */
export const qwen3InstructSampling: Sampling = {
  temperature: 0.7,
  topP: 0.8,
  topK: 20,
  minP: 0,
  repeatPenalty: 1,
  presencePenalty: 0,
  frequencyPenalty: 0,
};

/** A model's profile with the fields the writer or the caller set. */
export function mergeSampling(profile: Sampling, overrides: PartialSampling | undefined): Sampling {
  const set = Object.entries(overrides ?? {}).filter(([, value]) => value !== undefined);
  return { ...profile, ...Object.fromEntries(set) };
}
