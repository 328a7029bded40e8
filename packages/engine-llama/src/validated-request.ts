import { StudioError, type GenerateRequest, type Prompt } from '@maobi/core';
import { generateRequestSchema, type ChildGenerateRequest, type ChildPrompt } from './protocol.ts';

/** The request as the engine process takes it. Throws `invalid-request` for what lies outside the ranges. */
export function validatedRequest(request: GenerateRequest): ChildGenerateRequest {
  const parsed = generateRequestSchema.safeParse(request);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StudioError('invalid-request', `The request cannot be carried out: ${issue?.path.join('.')}: ${issue?.message}.`);
}

/** The same for a prompt alone. */
export function validatedPrompt(prompt: Prompt): ChildPrompt {
  return validatedRequest({ ...harmlessRequest, prompt }).prompt;
}

/** Everything a request has besides its prompt, where only the prompt counts. */
export const harmlessRequest = {
  sampling: { temperature: 0, topP: 1, topK: 0, minP: 0, repeatPenalty: 1, presencePenalty: 0, frequencyPenalty: 0 },
  maxTokens: null,
  stop: [],
  jsonSchema: null,
  seed: 0,
};
