import type { Run } from '@maobi/contract';
import type { AskEvent } from './ask.ts';
import { formatDuration } from './measures.ts';
import { ProgressLine } from './progress-line.ts';
import { harmless, type Terminal } from './terminal.ts';

export interface AnswerDisplayOptions {
  /** Every event as one JSON line instead of text. */
  readonly asJson: boolean;
  /** Whether the text itself goes to the results. */
  readonly showsText: boolean;
}

/** Shows an answer while it comes: progress on the notes' side until there is text, then the text. */
export class AnswerDisplay {
  readonly #terminal: Terminal;
  readonly #options: AnswerDisplayOptions;
  readonly #progress: ProgressLine;
  #saidDemo = false;
  #endsWithLine = true;

  constructor(terminal: Terminal, options: AnswerDisplayOptions) {
    this.#terminal = terminal;
    this.#options = options;
    this.#progress = new ProgressLine(terminal);
  }

  show(event: AskEvent): void {
    if (event.type === 'started') this.#start(event.run);
    else if (event.type === 'text') this.#text(event.text);
    else if (event.type === 'ended') this.#end();
    else this.#step(event);
  }

  #start({ id, conversationId, documentId, model }: Run): void {
    if (this.#options.asJson) this.#json({ type: 'started', conversationId, documentId, runId: id, model });
    if (model !== 'demo' || this.#saidDemo) return;
    this.#saidDemo = true;
    this.#terminal.note(this.#terminal.paintNote('dim', demoNotice));
  }

  #step(event: Extract<AskEvent, { type: 'queued' | 'paused' | 'loading' | 'reading' }>): void {
    if (this.#options.asJson) this.#json(event);
    if (!this.#endsWithLine) return; // the line that progress would replace is the writer's text
    if (event.type === 'queued' && event.position > 0)
      this.#progress.show(`Waiting for ${event.position} other ${event.position === 1 ? 'run' : 'runs'}…`);
    if (event.type === 'paused') this.#progress.show('Resting while something more urgent is written…');
    if (event.type === 'loading') this.#progress.show(`Loading the model… ${Math.round(event.percent)} %`);
    if (event.type === 'reading') this.#progress.show(readingText(event));
  }

  #text(text: string): void {
    this.#progress.clear();
    if (this.#options.asJson) return this.#json({ type: 'text', text });
    if (!this.#options.showsText) return this.#progress.show('Writing…');
    const shown = this.#terminal.isOutputShown ? harmless(text) : text;
    this.#terminal.write(shown);
    if (shown !== '') this.#endsWithLine = shown.endsWith('\n');
  }

  #end(): void {
    this.#progress.clear();
    if (!this.#endsWithLine) this.#terminal.line();
    this.#endsWithLine = true;
  }

  #json(value: unknown): void {
    this.#terminal.line(JSON.stringify(value));
  }
}

const demoNotice = 'This is the small demo model that comes with Maobi. For real texts install the real one (2.5 GB): maobi models pull';

function readingText({ done, total, cached, remainingMs }: Extract<AskEvent, { type: 'reading' }>): string {
  const percent = total > cached ? Math.round(((done - cached) / (total - cached)) * 100) : 100;
  const left = remainingMs === undefined ? '' : `, ${formatDuration(remainingMs)} left`;
  return `Reading… ${Math.min(100, Math.max(0, percent))} % of ${total - cached} tokens${left}`;
}

/** Tokens of a run as `--json` tells them: `read` are those that cost time. */
export function tokensOf({ usage }: Run): { read: number; cached: number; written: number } {
  const { promptTokens = 0, cachedTokens = 0, writtenTokens = 0 } = usage ?? {};
  return { read: promptTokens - cachedTokens, cached: cachedTokens, written: writtenTokens };
}

/** e.g. `6.4 tok/s`; empty when too little was written to say. */
export function writingRate({ usage, timings }: Run): string {
  if (!usage || !timings || timings.writingMs < 1 || usage.writtenTokens < 2) return '';
  return `${((usage.writtenTokens / timings.writingMs) * 1000).toFixed(1)} tok/s`;
}
