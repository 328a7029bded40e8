import { contextTooLong, countForPeople, StudioError } from '../errors.ts';
import type { Engine, Prompt, PromptMessage } from '../ports/engine.ts';

/** Tokens kept free for the answer: reading for minutes to write one word helps nobody. */
const answerReserveTokens = 512;

export interface PromptLimits {
  readonly overflow: 'refuse' | 'drop-oldest-turns';
  readonly contextTokens: number;
  /** As `LoadedModel.largestContextTokens`. */
  readonly largestContextTokens: number;
  /** Most tokens the answer may have; `null`: no limit. */
  readonly maxTokens: number | null;
}

/**
 * The prompt as it will be read: whole, or, when the caller asked for that, without the oldest turns; system message and
 * last question always stay. Throws `context-too-long`, with the counts, when what has to stay leaves no room for an
 * answer. Nothing is ever dropped silently. Throws the signal's reason when it fires.
 */
export async function fitPrompt(engine: Engine, prompt: Prompt, limits: PromptLimits, signal: AbortSignal): Promise<Prompt> {
  const room = roomIn(limits.contextTokens, limits);
  const count = async (candidate: Prompt): Promise<number> => {
    signal.throwIfAborted();
    return engine.countTokens(candidate);
  };
  const promptTokens = await count(prompt);
  if (promptTokens <= room) return prompt;
  const shorter = shorterPrompts(prompt);
  const last = shorter.at(-1);
  const fewest = last ? await count(last) : promptTokens;
  if (limits.overflow === 'refuse') throw tooLong(promptTokens, limits, fewest <= room);
  if (fewest > room) throw tooLong(fewest, limits, false);
  return firstThatFits(shorter, async (candidate) => (await count(candidate)) <= room);
}

/** Tokens that a context has for a prompt. One that is very small cannot keep 512 tokens free and still read anything. */
export function roomIn(contextTokens: number, { maxTokens }: Pick<PromptLimits, 'maxTokens'>): number {
  return contextTokens - Math.min(maxTokens ?? answerReserveTokens, answerReserveTokens, Math.floor(contextTokens / 4));
}

/** The prompt without its first turn, without its first two, … A turn is a question and all up to the next question. */
function shorterPrompts(prompt: Prompt): Prompt[] {
  if (prompt.kind === 'raw') return [];
  const { messages } = prompt;
  const head: PromptMessage[] = messages[0]?.role === 'system' ? [messages[0]] : [];
  const questions = messages.flatMap((message, index) => (message.role === 'user' ? [index] : []));
  return questions.slice(1).map((start) => ({ kind: 'messages', messages: [...head, ...messages.slice(start)] }));
}

/** By halving: each look counts the tokens of a whole conversation. The last one is known to fit. */
async function firstThatFits(candidates: readonly Prompt[], fits: (candidate: Prompt) => Promise<boolean>): Promise<Prompt> {
  let low = 0;
  let high = candidates.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const candidate = candidates[middle];
    if (candidate && (await fits(candidate))) high = middle;
    else low = middle + 1;
  }
  const found = candidates[low];
  if (!found) throw new StudioError('internal', 'There is no shorter prompt.');
  return found;
}

function tooLong(promptTokens: number, limits: PromptLimits, withoutOldestTurns: boolean): StudioError {
  const { contextTokens, largestContextTokens, maxTokens } = limits;
  const count = countForPeople(promptTokens, contextTokens);
  const message = `The text has ${count} tokens; a context of ${contextTokens} has room for ${roomIn(contextTokens, limits)} besides the answer.`;
  const inLargerContext = promptTokens <= roomIn(largestContextTokens, limits);
  return contextTooLong(message, { promptTokens, contextTokens, maxTokens }, { withoutOldestTurns, inLargerContext });
}
