/** Tokens to text; bytes that are no whole character come out as U+FFFD. */
export type Detokenize = (tokens: readonly number[], before: readonly number[]) => string;

/** What stands at the end of a text whose last character is not complete: at most three bytes of it. */
const incompleteEnd = /\uFFFD{1,3}$/u;
/** A character has at most four bytes, so more waiting tokens than this are not one character. */
const maximumWaitingTokens = 32;
/** Tokens before, which some tokenizers need in order to know whether a space comes first. */
const tokensBefore = 8;

/** Turns a stream of tokens into text, holding back characters until all their bytes are there. */
export class TextStream {
  readonly #detokenize: Detokenize;
  #before: readonly number[];
  #waiting: number[] = [];
  /** Characters of the waiting tokens that are out already. */
  #givenLength = 0;
  #text = '';
  #wholeTokens = 0;
  /** How many tokens say the text up to these lengths. */
  readonly #tokensByLength = new Map<number, number>([[0, 0]]);

  /** @param before the last tokens of the prompt */
  constructor(detokenize: Detokenize, before: readonly number[]) {
    this.#detokenize = detokenize;
    this.#before = before.slice(-tokensBefore);
  }

  /** All text so far. */
  get text(): string {
    return this.#text;
  }

  /** How many of the tokens say just so many characters of the text; `null`: the last of them ends in the middle of a token. */
  tokensFor(textLength: number): number | null {
    return this.#tokensByLength.get(textLength) ?? null;
  }

  /** The text that this token completes; often empty in the middle of a character. */
  push(token: number): string {
    this.#waiting.push(token);
    const all = this.#detokenize(this.#waiting, this.#before);
    const isWhole = !incompleteEnd.test(all) || this.#waiting.length >= maximumWaitingTokens;
    const sure = isWhole ? all : all.replace(incompleteEnd, '');
    const fresh = sure.slice(this.#givenLength);
    this.#text += fresh;
    this.#givenLength += fresh.length;
    if (isWhole) {
      this.#wholeTokens += this.#waiting.length;
      this.#tokensByLength.set(this.#text.length, this.#wholeTokens);
      this.#before = [...this.#before, ...this.#waiting].slice(-tokensBefore);
      this.#waiting = [];
      this.#givenLength = 0;
    }
    return fresh;
  }
}
