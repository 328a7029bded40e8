import { imageBytesInText } from '@maobi/contract';
import type { Prompt } from '../ports/engine.ts';

/** What is left of it where a model reads it. */
const remains = 'data:image';

/** A model can do nothing with the bytes of an image, and would read them for hours. */
export function withoutImageBytes<P extends Prompt>(prompt: P): P {
  if (prompt.kind === 'raw') return { ...prompt, text: withoutBytes(prompt.text) };
  return { ...prompt, messages: prompt.messages.map((message) => ({ ...message, text: withoutBytes(message.text) })) };
}

function withoutBytes(text: string): string {
  return text.includes(remains) ? text.replaceAll(imageBytesInText, remains) : text;
}
