import type { Engine, Prompt, PromptMessage } from '../ports/engine.ts';
import { StudioError } from '../errors.ts';

/** Tokens kept free for the answer when old turns are dropped; an answer shorter than this is hardly one. */
const answerReserveTokens = 512;

/**
 * Leaves out the oldest turns, system message and last question kept, until the prompt leaves room for an answer. The
 * caller asked for this; nothing is ever dropped silently. Throws `context-too-long` when the last question alone is too long.
 */
export async function dropOldestTurns(
  engine: Engine,
  prompt: Prompt,
  limits: { contextTokens: number; maxTokens: number | null },
): Promise<Prompt> {
  if (prompt.kind === 'raw') return prompt;
  const reserve = Math.min(limits.maxTokens ?? answerReserveTokens, answerReserveTokens);
  const room = limits.contextTokens - reserve;
  let messages = prompt.messages;
  for (;;) {
    const tokens = await engine.countTokens({ kind: 'messages', messages });
    if (tokens <= room) return { kind: 'messages', messages };
    const shorter = withoutOldestTurn(messages);
    if (!shorter) {
      throw new StudioError('context-too-long', `The last question alone has ${tokens} tokens; ${room} fit.`, {
        details: {
          promptTokens: tokens,
          contextTokens: limits.contextTokens,
          maxTokens: limits.maxTokens,
          choices: ['shorten', 'larger-context'],
        },
      });
    }
    messages = shorter;
  }
}

/** A turn is a question and everything up to the next question. `null` when only the last turn is left. */
function withoutOldestTurn(messages: readonly PromptMessage[]): PromptMessage[] | null {
  const head = messages.filter((message, index) => message.role === 'system' && index === 0);
  const turns = messages.slice(head.length);
  const second = turns.findIndex((message, index) => index > 0 && message.role === 'user');
  return second < 0 ? null : [...head, ...turns.slice(second)];
}
