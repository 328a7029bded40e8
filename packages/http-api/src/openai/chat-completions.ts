import type { Prompt, PromptMessage } from '@maobi/core';
import { z } from 'zod';
import { parseInput } from '../answers/read-request.ts';
import type { OpenaiCall } from './answer.ts';
import { generationShape, refuseUnsupported, toGeneration } from './generation-options.ts';
import { finishReason, openaiUsage, stamp, type AnswerShape } from './answer-shape.ts';

const textPart = z.object({
  type: z.literal('text', 'only parts of type "text" are understood; Maobi reads no images, sound or files'),
  text: z.string(),
});
const content = z.union([z.string(), z.array(textPart)], 'a text, or a list of parts of type "text", is expected');
const chatSchema = z.object({
  ...generationShape,
  prediction: z.object({ type: z.literal('content'), content }).nullish(),
  messages: z
    .array(
      z.object({
        role: z.enum(
          ['system', 'developer', 'user', 'assistant'],
          'one of system, developer, user and assistant is expected; tools are not supported',
        ),
        content,
      }),
    )
    .min(1)
    .max(10_000),
});

/** A body of `POST /v1/chat/completions`; throws `invalid-request`. */
export function readChatCall(body: unknown): OpenaiCall {
  refuseUnsupported(body);
  const fields = parseInput(chatSchema, body, '');
  const prompt: Prompt = { kind: 'messages', messages: fields.messages.map(toPromptMessage) };
  return {
    request: { ...toGeneration(fields), prompt, reference: textOf(fields.prediction?.content ?? '') || null },
    isStreamed: fields.stream === true,
    includeUsage: fields.stream_options?.include_usage === true,
    shape: chatShape,
  };
}

function toPromptMessage(message: z.output<typeof chatSchema>['messages'][number]): PromptMessage {
  return {
    role: message.role === 'developer' ? 'system' : message.role,
    text: textOf(message.content),
  };
}

function textOf(written: z.output<typeof content>): string {
  return typeof written === 'string' ? written : written.map((part) => part.text).join('');
}

function chatShape(): AnswerShape {
  const base = stamp('chatcmpl');
  const chunk = (model: string, delta: object, finish: string | null): object => ({
    ...base,
    object: 'chat.completion.chunk',
    model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  });
  return {
    opening: (model) => chunk(model, { role: 'assistant', content: '', refusal: null }, null),
    piece: (model, text) => chunk(model, { content: text }, null),
    closing: (model, end) => chunk(model, {}, finishReason(end)),
    usage: (model, end) => ({ ...base, object: 'chat.completion.chunk', model, choices: [], usage: openaiUsage(end) }),
    whole: (model, text, end) => ({
      ...base,
      object: 'chat.completion',
      model,
      choices: [
        { index: 0, message: { role: 'assistant', content: text, refusal: null }, logprobs: null, finish_reason: finishReason(end) },
      ],
      usage: openaiUsage(end),
    }),
  };
}
