import { z } from 'zod';
import { parseInput } from '../answers/read-request.ts';
import type { OpenaiCall } from './answer.ts';
import { generationShape, refuseUnsupported, toGeneration } from './generation-options.ts';
import { finishReason, openaiUsage, stamp, type AnswerShape } from './answer-shape.ts';

const completionSchema = z.object({
  ...generationShape,
  prompt: z.union([z.string().min(1), z.tuple([z.string().min(1)])], 'one text is expected; lists of texts or tokens are not supported'),
});

/** A body of `POST /v1/completions`; throws `invalid-request`. */
export function readCompletionCall(body: unknown): OpenaiCall {
  refuseUnsupported(body);
  const fields = parseInput(completionSchema, body, '');
  const text = typeof fields.prompt === 'string' ? fields.prompt : fields.prompt[0];
  return {
    request: { ...toGeneration(fields), prompt: { kind: 'raw', text } },
    isStreamed: fields.stream === true,
    includeUsage: fields.stream_options?.include_usage === true,
    shape: completionShape,
  };
}

function completionShape(): AnswerShape {
  const base = { ...stamp('cmpl'), object: 'text_completion' };
  const answer = (model: string, text: string, finish: string | null): object => ({
    ...base,
    model,
    choices: [{ index: 0, text, logprobs: null, finish_reason: finish }],
  });
  return {
    opening: () => null,
    piece: (model, text) => answer(model, text, null),
    closing: (model, end) => answer(model, '', finishReason(end)),
    usage: (model, end) => ({ ...base, model, choices: [], usage: openaiUsage(end) }),
    whole: (model, text, end) => ({ ...answer(model, text, finishReason(end)), usage: openaiUsage(end) }),
  };
}
