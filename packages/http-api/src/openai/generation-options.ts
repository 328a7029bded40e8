import { samplingSchema, type PartialSampling } from '@maobi/contract';
import { StudioError, type CompletionRequest } from '@maobi/core';
import { z } from 'zod';
import { jsonSchemaSchema } from './json-schema.ts';

const limits = samplingSchema.shape;
const mostTokens = 32_768;

/** Fields that chat completions and completions share. `null` is what many clients send for "not set". */
export const generationShape = {
  model: z.string().min(1).max(1000),
  temperature: limits.temperature.nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: limits.topK.nullish(),
  min_p: limits.minP.nullish(),
  repeat_penalty: limits.repeatPenalty.nullish(),
  presence_penalty: limits.presencePenalty.nullish(),
  frequency_penalty: limits.frequencyPenalty.nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  stop: z.union([z.string().min(1).max(500), z.array(z.string().min(1).max(500)).max(16)]).nullish(),
  seed: z.int().nullish(),
  user: z.string().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({ type: z.literal('json_schema'), json_schema: z.object({ schema: jsonSchemaSchema }) }),
    ])
    .nullish(),
};

const generationSchema = z.object(generationShape);
export type GenerationFields = z.output<typeof generationSchema>;

/** The model name that always means the one the studio uses now. */
export const activeModelAlias = 'default';

/** OpenAI's fields in the studio's words, all but the prompt. */
export function toGeneration(fields: GenerationFields): Omit<CompletionRequest, 'prompt'> {
  const maxTokens = fields.max_completion_tokens ?? fields.max_tokens ?? null;
  return {
    model: fields.model === activeModelAlias ? null : fields.model,
    sampling: toSampling(fields),
    maxTokens: maxTokens === null ? null : Math.min(maxTokens, mostTokens),
    stop: typeof fields.stop === 'string' ? [fields.stop] : (fields.stop ?? []),
    jsonSchema: toJsonSchema(fields.response_format),
    seed: fields.seed === null || fields.seed === undefined ? null : toSeed(fields.seed),
    overflow: 'refuse',
    reference: null,
    owner: fields.user ?? null,
  };
}

function toSampling(fields: GenerationFields): PartialSampling {
  const sampling: Record<keyof PartialSampling, number | null | undefined> = {
    temperature: fields.temperature,
    // OpenAI allows 0, which means: only the likeliest token
    topP: fields.top_p === 0 ? 0.0001 : fields.top_p,
    topK: fields.top_k,
    minP: fields.min_p,
    repeatPenalty: fields.repeat_penalty,
    presencePenalty: fields.presence_penalty,
    frequencyPenalty: fields.frequency_penalty,
  };
  return Object.fromEntries(Object.entries(sampling).filter(([, value]) => typeof value === 'number'));
}

function toJsonSchema(format: GenerationFields['response_format']): Record<string, unknown> | null {
  if (format?.type === 'json_schema') return format.json_schema.schema;
  return format?.type === 'json_object' ? { type: 'object', additionalProperties: true } : null;
}

/** Any integer, as one of the 2^32 seeds there are; the same one always gives the same seed. */
function toSeed(seed: number): number {
  const seeds = 2 ** 32;
  return ((seed % seeds) + seeds) % seeds;
}

/** What these endpoints do not do; asked for by name, so that nobody takes silence for support. */
const unsupported: readonly { field: string; isAsked: (value: unknown) => boolean }[] = [
  { field: 'n', isAsked: (value) => value !== 1 },
  { field: 'best_of', isAsked: (value) => value !== 1 },
  { field: 'tools', isAsked: (value) => !(Array.isArray(value) && value.length === 0) },
  { field: 'functions', isAsked: (value) => !(Array.isArray(value) && value.length === 0) },
  { field: 'logprobs', isAsked: (value) => value !== false },
  { field: 'top_logprobs', isAsked: (value) => value !== 0 },
  { field: 'logit_bias', isAsked: (value) => !isEmptyObject(value) },
  { field: 'echo', isAsked: (value) => value !== false },
  { field: 'suffix', isAsked: (value) => value !== '' },
  { field: 'audio', isAsked: () => true },
  { field: 'modalities', isAsked: (value) => JSON.stringify(value) !== '["text"]' },
];

/** Throws `invalid-request` that names the field when the request asks for something Maobi does not do. */
export function refuseUnsupported(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  for (const { field, isAsked } of unsupported) {
    const value = Object.hasOwn(body, field) ? (body as Record<string, unknown>)[field] : undefined;
    if (value === undefined || value === null || !isAsked(value)) continue;
    throw new StudioError('invalid-request', `"${field}" is not supported with this value.`, {
      hint: 'Leave it out.',
      details: { param: field },
    });
  }
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
