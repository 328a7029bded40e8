import type { Prompt } from '../ports/engine.ts';

/** An image that stands in a text with all its bytes. */
export const imageInText = /data:image\/[a-z0-9.+-]+(?:;[a-z0-9=-]+)*;base64,(?<bytes>[A-Za-z0-9+/]+={0,2})/giu;

/** What is left of it where a model reads it. */
const remains = 'data:image';

/** A model can do nothing with the bytes of an image, and would read them for hours. */
export function withoutImageBytes<P extends Prompt>(prompt: P): P {
  if (prompt.kind === 'raw') return { ...prompt, text: withoutBytes(prompt.text) };
  return { ...prompt, messages: prompt.messages.map((message) => ({ ...message, text: withoutBytes(message.text) })) };
}

function withoutBytes(text: string): string {
  return text.includes(remains) ? text.replaceAll(imageInText, remains) : text;
}

/** The bytes of an image in a text. */
export function decodedBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
