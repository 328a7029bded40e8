import { createInterface, type Interface } from 'node:readline';
import type { Terminal } from './terminal.ts';

/** What a person, or a pipe, says turn by turn. */
export interface Turns extends AsyncIterable<string> {
  /** A person types and sees the answers. */
  readonly isInteractive: boolean;
  /** Until released, Ctrl+C stops the answer instead of the conversation. */
  duringAnswer(): { readonly signal: AbortSignal; release(): void };
  /** Ctrl+C at the prompt ended it. */
  wasStopped(): boolean;
  close(): void;
}

const longestPipedText = 4_000_000;

/** Everything that comes from a pipe, as one text. */
export async function readAll(input: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  input.setEncoding('utf8');
  for await (const piece of input) {
    text += piece as string;
    if (text.length > longestPipedText) break; // the studio refuses it with the right words
  }
  return text;
}

/** Turns from the terminal or a pipe: a line each, joined with the next one after a `\` at its end, and when pasted together. */
export function readTurns(terminal: Terminal): Turns {
  const isInteractive = terminal.input.isTTY === true && terminal.areNotesShown;
  const reader = createInterface({
    input: terminal.input,
    ...(isInteractive ? { output: terminal.notesStream, prompt: terminal.paintNote('cyan', '› '), terminal: true } : {}),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  return new LineTurns(reader, isInteractive);
}

/** A single turn that is known already. */
readTurns.once = (text: string): Turns => ({
  isInteractive: false,
  duringAnswer: () => ({ signal: new AbortController().signal, release: () => undefined }),
  wasStopped: () => false,
  close: () => undefined,
  async *[Symbol.asyncIterator]() {
    yield text;
  },
});

class LineTurns implements Turns {
  readonly isInteractive: boolean;
  readonly #reader: Interface;
  readonly #lines: string[] = [];
  #isClosed = false;
  #isStopped = false;
  #answer: AbortController | null = null;
  #wake: () => void = () => undefined;

  constructor(reader: Interface, isInteractive: boolean) {
    this.#reader = reader;
    this.isInteractive = isInteractive;
    reader.on('line', (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    reader.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
    reader.on('SIGINT', () => this.#interrupt());
  }

  duringAnswer(): { readonly signal: AbortSignal; release(): void } {
    const controller = new AbortController();
    this.#answer = controller;
    return { signal: controller.signal, release: () => void (this.#answer = null) };
  }

  wasStopped(): boolean {
    return this.#isStopped;
  }

  close(): void {
    this.#reader.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      if (this.isInteractive && this.#lines.length === 0 && !this.#isClosed) this.#reader.prompt();
      const turn = await this.#nextTurn();
      if (turn === null) return;
      if (turn.trim() !== '') yield turn.trim();
    }
  }

  /** `null` at the end. */
  async #nextTurn(): Promise<string | null> {
    const parts: string[] = [];
    for (;;) {
      const line = await this.#nextLine();
      if (line === null) return parts.length > 0 ? parts.join('\n') : null;
      const goesOn = line.endsWith('\\');
      parts.push(goesOn ? line.slice(0, -1) : line);
      // lines pasted together arrive together, and the beginning of a further one may already stand in the input
      const isPasted = this.isInteractive && (this.#lines.length > 0 || this.#reader.line !== '');
      if (!goesOn && !isPasted) return parts.join('\n');
    }
  }

  async #nextLine(): Promise<string | null> {
    while (this.#lines.length === 0 && !this.#isClosed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#lines.shift() ?? null;
  }

  #interrupt(): void {
    if (this.#answer) {
      this.#answer.abort();
      return;
    }
    this.#isStopped = true;
    this.#reader.close();
  }
}
