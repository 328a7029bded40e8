import {
  type Cost,
  type DocumentDetail,
  documentMarkdown,
  documentTitle,
  type ErrorBody,
  type Id,
  type Job,
  lengthUnit,
  type Run,
  type Section,
} from '@maobi/contract';
import { lengthState } from '@maobi/core';
import type { CommandContext } from '../commands/command-host.ts';
import { tokensOf } from '../terminal/answer-display.ts';
import { CommandError, describeFailure, exitCodes, type ExitCode, reportFailure } from '../terminal/failures.ts';
import { formatDuration } from '../terminal/measures.ts';
import { exportedBytes } from '../terminal/exported-bytes.ts';
import type { StudioConnection } from '../terminal/studio-connection.ts';
import type { WriteRequest } from './write-request.ts';

/** How a document ended, for whoever asked for it. */
export type Outcome = Exclude<Job['state'], 'paused'>;

/** Gathers what a document cost, and tells at the end what became of it. */
export class DocumentResult {
  readonly #request: WriteRequest;
  readonly #context: CommandContext;
  readonly #ask: StudioConnection['request'];
  readonly #startedMs = performance.now();
  readonly #tokens = { read: 0, cached: 0, written: 0 };
  #writingMs = 0;
  documentId: Id = '';

  /** @param ask for what is not in the endpoint table */
  constructor(request: WriteRequest, context: CommandContext, ask: StudioConnection['request']) {
    this.#request = request;
    this.#context = context;
    this.#ask = ask;
  }

  add(run: Run): void {
    const { read, cached, written } = tokensOf(run);
    this.#tokens.read += read;
    this.#tokens.cached += cached;
    this.#tokens.written += written;
    this.#writingMs += run.timings?.writingMs ?? 0;
  }

  /** Before anything is written. */
  tellCost({ words, sectionCount, readTokens, writtenTokens, milliseconds }: Cost): void {
    const { terminal } = this.#context;
    if (this.#request.asJson) {
      terminal.line(
        JSON.stringify({ type: 'cost', documentId: this.documentId || null, words, sectionCount, readTokens, writtenTokens, milliseconds }),
      );
      return;
    }
    const time = milliseconds === null ? 'how long it takes is not known yet' : `about ${formatDuration(milliseconds)}`;
    const parts = sectionCount === 1 ? 'one piece' : `${sectionCount} sections`;
    terminal.note(terminal.paintNote('dim', `${words} ${lengthUnit(this.#request.brief.language)} in ${parts}: ${time}`));
  }

  /** The model's outline ended before all of its sections were there. @param canGrow the context can be made larger here */
  tellShortPlan(planned: number, wanted: number, canGrow: boolean): void {
    const { terminal } = this.#context;
    const larger = canGrow ? 'set a larger context in the studio, or ' : '';
    terminal.note(
      terminal.paintNote(
        'yellow',
        `${planned} of ${wanted} sections could be planned: the outline filled what the model may write. They share the whole length. For more, ${larger}finish an outline of --outline-only by hand and give it to --from-outline.`,
      ),
    );
  }

  tellOutline(documentId: Id, sections: readonly Section[]): void {
    const rows = sections.map(({ heading, points, target }) => ({ heading, points, target }));
    this.#context.terminal.line(
      JSON.stringify({ type: 'result', documentId, sections: rows, tokens: this.#tokens, seconds: this.#seconds }),
    );
  }

  /** Writes the file, tells result or facts, and says how the command ends. */
  async tell(document: DocumentDetail, outcome: Outcome, error: ErrorBody | null = null): Promise<ExitCode> {
    const markdown = documentMarkdown(document, document.sections);
    const hasText = document.sections.some(({ count }) => count > 0);
    const saving = hasText ? await this.#save(document, markdown) : exitCodes.done;
    if (this.#request.asJson) this.#tellJson(document, markdown, outcome, error);
    else this.#tellFacts(document);
    return this.#ending(document, outcome, error) || saving;
  }

  get #seconds(): number {
    return Math.round((performance.now() - this.#startedMs) / 100) / 10;
  }

  /** Text must never be lost: when the file cannot be written after all, it is said where the text is, and it is printed. */
  async #save(document: DocumentDetail, markdown: string): Promise<ExitCode> {
    const { file, asJson } = this.#request;
    const { terminal } = this.#context;
    if (file === null) return exitCodes.done;
    try {
      await file.save(file.isPage ? await this.#page(document.id) : markdown);
      terminal.note(`Saved to ${file.path}`);
      return exitCodes.done;
    } catch (caught) {
      const { message } = describeFailure(caught);
      reportFailure(
        terminal,
        new CommandError(message, `The text is kept in the studio as “${documentTitle(document)}”; open it with "maobi".`),
      );
      if (!asJson && !terminal.isOutputShown) terminal.line(markdown);
      return exitCodes.failed;
    }
  }

  async #page(id: Id): Promise<string> {
    return new TextDecoder().decode(await exportedBytes(`/api/documents/${id}/export?format=html`, this.#ask));
  }

  #tellJson(document: DocumentDetail, text: string, state: Outcome, error: ErrorBody | null): void {
    const { id, brief } = document;
    const sections = document.sections.map(({ heading, target, count, state: sectionState }) => ({
      heading,
      target,
      count,
      state: sectionState,
    }));
    const count = countOf(document);
    const length = { target: brief.words, count, state: lengthState(count, brief.words) };
    const result = { type: 'result', documentId: id, text, sections, tokens: this.#tokens, seconds: this.#seconds, state, length };
    this.#context.terminal.line(JSON.stringify({ ...result, ...(error ? { error } : {}) }));
  }

  #tellFacts(document: DocumentDetail): void {
    const { terminal } = this.#context;
    const { read, cached, written } = this.#tokens;
    const count = countOf(document);
    const rate = this.#writingMs < 1 || written < 2 ? '' : `${((written / this.#writingMs) * 1000).toFixed(1)} tok/s`;
    // of the document's own language: one that is gone on with has one, whatever the command would take
    const unit = lengthUnit(document.brief.language);
    const facts = [
      lengthNote(count, document.brief.words, unit),
      rate,
      formatDuration(this.#seconds * 1000),
      `read ${read} tokens${cached > 0 ? `, ${cached} cached` : ''}`,
    ];
    terminal.note(terminal.paintNote('dim', facts.filter((fact) => fact !== '').join(' · ')));
    const marked = document.sections.filter(({ state }) => state === 'short' || state === 'long');
    for (const { heading, count: sectionCount, target, state } of document.sections.length > 1 ? marked : []) {
      terminal.note(terminal.paintNote('yellow', `${heading}: ${sectionCount} of ${target} ${unit} (${state})`));
    }
  }

  #ending(document: DocumentDetail, outcome: Outcome, error: ErrorBody | null): ExitCode {
    const { terminal } = this.#context;
    const goOn = `Go on with it: maobi write --resume ${document.id}`;
    if (outcome === 'stopped') {
      terminal.note(`Stopped. What was written is kept. ${goOn}`);
      return exitCodes.stopped;
    }
    if (outcome === 'done') return exitCodes.done;
    const ways = [error?.hint ?? '', mayGoOn(error) ? goOn : ''].filter((way) => way !== '');
    return reportFailure(terminal, new CommandError(error?.message ?? 'The engine ended while it wrote.', ways.join(' ')));
  }
}

/** What is too long for every context that can be chosen would be refused again. */
function mayGoOn(error: ErrorBody | null): boolean {
  if (error?.code !== 'context-too-long') return true;
  const choices = error.details?.['choices'];
  return Array.isArray(choices) && choices.includes('larger-context');
}

function countOf({ sections }: DocumentDetail): number {
  return sections.reduce((sum, { count }) => sum + count, 0);
}

function lengthNote(count: number, words: number, unit: string): string {
  const state = lengthState(count, words);
  if (state === 'done') return `${count} ${unit}`;
  return `${count} of ${words} ${unit} (${state === 'short' ? 'shorter' : 'longer'} than asked for)`;
}
