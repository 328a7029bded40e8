import type { Brief, EndpointResponse } from '@maobi/contract';
import { contextTooLong, countForPeople, type StudioError } from '../errors.ts';
import type { ModelService, ReadyModel } from '../models/model-service.ts';
import type { Engine, Prompt } from '../ports/engine.ts';
import { roomIn } from '../runs/prompt-fitting.ts';

interface AskedBrief {
  readonly brief: Brief;
  /** What the model is told for it. */
  readonly asked: EndpointResponse<'wordBrief'>;
  readonly model: string;
}

interface Ports {
  readonly models: Pick<ModelService, 'whenQuiet'>;
  readonly engine: Pick<Engine, 'countTokens'>;
}

/** So much text fits every context: a token is no less than one byte. */
const alwaysFittingBytes = 700;

/**
 * Throws `context-too-long` where a brief leaves no room for an answer: which part of it is too long, by how much, and what to do. Nothing is known, and
 * nothing refused, while something else is written.
 */
export async function refuseLongBrief({ brief, asked, model }: AskedBrief, { models, engine }: Ports): Promise<void> {
  const { system, request } = asked;
  if (new TextEncoder().encode(system + request).length <= alwaysFittingBytes) return;
  const messages = [
    { role: 'system', text: system },
    { role: 'user', text: request },
  ] as const;
  const prompt: Prompt = { kind: 'messages', messages };
  await models.whenQuiet(model, async (ready) => {
    const promptTokens = await engine.countTokens(prompt);
    if (promptTokens > roomIn(ready.contextTokens, anyLength)) throw tooLong(brief, { ...ready, promptTokens, length: request.length });
  });
}

const anyLength = { maxTokens: null };

interface Sizes extends ReadyModel {
  readonly promptTokens: number;
  /** Of the request, in characters. */
  readonly length: number;
}

function tooLong(brief: Brief, { promptTokens, contextTokens, largestContextTokens, length }: Sizes): StudioError {
  const excessTokens = promptTokens - roomIn(contextTokens, anyLength);
  const excessCharacters = Number(Math.ceil((length * excessTokens) / promptTokens).toPrecision(2));
  const { name, verb } = partToShorten(brief, excessCharacters);
  const told = countForPeople(promptTokens, contextTokens);
  const excess = told.startsWith('about') ? `about ${Number(excessTokens.toPrecision(2))}` : String(excessTokens);
  const message =
    `${name.charAt(0).toUpperCase()}${name.slice(1)} ${verb} too long: the model would be told ${told} tokens before it writes, ` +
    `${excess} more than a context of ${contextTokens} has room for.`;
  return contextTooLong(
    message,
    { promptTokens, contextTokens, ...anyLength },
    {
      shortening: `shorten ${name} by about ${excessCharacters} characters`,
      inLargerContext: promptTokens <= roomIn(largestContextTokens, anyLength),
    },
  );
}

interface Part {
  readonly name: string;
  readonly verb: 'is' | 'are';
  readonly text: string;
}

/** The longest part, where it alone can be made short enough. */
function partToShorten({ topic, notes, fields, wording }: Brief, excessCharacters: number): Part {
  const parts: readonly Part[] = [
    { name: 'the topic', verb: 'is', text: topic },
    { name: 'the notes', verb: 'are', text: notes },
    ...Object.entries(fields).map(([field, text]): Part => ({ name: `the field "${field}"`, verb: 'is', text })),
  ];
  const longest = parts.reduce((left, right) => (right.text.length > left.text.length ? right : left));
  const isEnough = wording === undefined && longest.text.length >= excessCharacters;
  return isEnough ? longest : { name: 'what is asked for', verb: 'is', text: '' };
}
