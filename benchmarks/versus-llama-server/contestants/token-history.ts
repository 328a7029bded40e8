import type { ChatMessage } from './contestant.ts';

interface Tokenizer {
  /** The prompt of these messages as text. */
  template(messages: readonly ChatMessage[]): Promise<string>;
  tokenize(text: string): Promise<number[]>;
}

/**
 * The prompt of a conversation as the very tokens that were written, not as what their text would be split into: noise,
 * and now and then good prose, is split differently when it is read back.
 */
export class TokenHistory {
  readonly #tokenizer: Tokenizer;
  readonly #written = new Map<string, readonly number[]>();

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  remember(text: string, tokens: readonly number[]): void {
    if (text !== '') this.#written.set(text, tokens);
  }

  async tokensOf(messages: readonly ChatMessage[]): Promise<number[]> {
    let rest = await this.#tokenizer.template(messages);
    const tokens: number[] = [];
    for (const { role, content } of messages) {
      const written = role === 'assistant' ? this.#written.get(content) : undefined;
      const at = written === undefined ? -1 : rest.indexOf(content);
      if (written === undefined || at < 0) continue;
      tokens.push(...(await this.#tokenizer.tokenize(rest.slice(0, at))), ...written);
      rest = rest.slice(at + content.length);
    }
    return [...tokens, ...(await this.#tokenizer.tokenize(rest))];
  }
}
