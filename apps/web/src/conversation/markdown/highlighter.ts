import { ownScript } from '../../own-scripts/own-script.ts';
import type { CodePiece } from './highlight-code.ts';
// oxlint-disable-next-line import/default -- the bundler makes the address
import workerUrl from './highlight-worker.ts?worker&url';

export interface HighlightTask {
  readonly id: number;
  readonly code: string;
  readonly language: string;
}

export interface HighlightAnswer {
  readonly id: number;
  readonly lines: CodePiece[][] | null;
}

type Take = (lines: CodePiece[][] | null) => void;

/** Colours code beside the page, in one worker that stays: it knows the grammars it has read. */
export class Highlighter {
  #worker: Worker | null = null;
  #lastId = 0;
  readonly #waiting = new Map<number, Take>();

  /** `null` when the language is not one we colour, the code is too long for it, or it cannot be done: plain code is complete. */
  highlight(code: string, language: string): Promise<CodePiece[][] | null> {
    const worker = (this.#worker ??= this.#start());
    const id = (this.#lastId += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ id, code, language } satisfies HighlightTask);
    });
  }

  #start(): Worker {
    const worker = new Worker(ownScript(workerUrl), { type: 'module' });
    worker.addEventListener('message', ({ data: { id, lines } }: MessageEvent<HighlightAnswer>) => {
      this.#waiting.get(id)?.(lines);
      this.#waiting.delete(id);
    });
    worker.addEventListener('error', () => {
      worker.terminate();
      this.#worker = null;
      for (const take of this.#waiting.values()) take(null);
      this.#waiting.clear();
    });
    return worker;
  }
}

export const highlighter = new Highlighter();
