import type { Prompt } from '@maobi/core';

/** Text in pieces of the size real tokens have: a Chinese character, an emoji, up to four letters, or one sign. */
export function tokensOf(text: string): string[] {
  return text.match(/[ \t]?[A-Za-z0-9]{1,4}|\p{Extended_Pictographic}|\n+|[^\n]/gu) ?? [];
}

/** Tokens of a prompt with a template around each message, like ChatML. */
export function promptTokens(prompt: Prompt): string[] {
  if (prompt.kind === 'raw') return tokensOf(prompt.text);
  const last = prompt.messages.at(-1);
  const turns = prompt.messages.flatMap((message) => {
    const head = ['<start>', message.role, '\n', ...tokensOf(message.text)];
    return message === last && message.role === 'assistant' ? head : [...head, '<end>', '\n'];
  });
  return last?.role === 'assistant' ? turns : [...turns, '<start>', 'assistant', '\n'];
}

export function commonPrefixLength(left: readonly string[], right: readonly string[]): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) if (left[index] !== right[index]) return index;
  return length;
}
