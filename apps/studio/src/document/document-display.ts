import type { Run, Section, WrittenRow } from '@maobi/contract';
import { AnswerDisplay } from '../terminal/answer-display.ts';
import { harmless, type Terminal } from '../terminal/terminal.ts';
import type { JobEvent } from './follow-job.ts';

export interface DocumentDisplayOptions {
  /** Every event as one JSON line instead of text. */
  readonly asJson: boolean;
  /** Whether the text itself goes to the results. */
  readonly showsText: boolean;
}

/**
 * Shows a document while it is written. A person sees every word as it comes; a pipe gets each section when it is final, because a
 * text may still be trimmed.
 */
export class DocumentDisplay {
  readonly #terminal: Terminal;
  readonly #options: DocumentDisplayOptions;
  readonly #answer: AnswerDisplay;
  readonly #isLive: boolean;
  #shown = '';
  /** A document of one section has none. */
  #hasHeadings = true;

  constructor(terminal: Terminal, options: DocumentDisplayOptions) {
    this.#terminal = terminal;
    this.#options = options;
    this.#isLive = options.showsText && terminal.isOutputShown;
    this.#answer = new AnswerDisplay(terminal, { asJson: options.asJson, showsText: this.#isLive });
  }

  /** The run that plans or writes: names the model, and says so when it is the demo. */
  started(run: Run): void {
    this.#answer.show({ type: 'started', run });
  }

  /** A text of one piece has no headings, and brings its title along as far as it has one. */
  begin(title: string, sectionCount: number): void {
    this.#hasHeadings = sectionCount > 1;
    if (this.#options.asJson || !this.#options.showsText || !this.#hasHeadings) return;
    this.#terminal.line(`# ${this.#isLive ? harmless(title) : title}\n`);
  }

  outline(rows: readonly WrittenRow[]): void {
    if (this.#options.asJson) this.#json({ type: 'outline', sections: rows });
  }

  show(event: JobEvent): void {
    switch (event.type) {
      case 'section':
        return this.#begin(event.section, event.number);
      case 'run':
        if (event.event.type === 'text') this.#shown += event.event.text;
        return this.#answer.show(event.event);
      case 'section-ended':
        return this.#end(event.section);
      case 'waiting':
        return this.#options.asJson ? this.#json(event) : this.#terminal.note(this.#terminal.paintNote('dim', waits[event.wait]));
      case 'ended':
        return undefined;
    }
  }

  #begin({ id, heading, target }: Section, number: number): void {
    this.#shown = '';
    if (this.#options.asJson) return this.#json({ type: 'section', sectionId: id, number, heading, target });
    if (this.#isLive && this.#hasHeadings) this.#terminal.line(`## ${harmless(heading)}\n`);
  }

  #end(section: Section): void {
    const { id, heading, count, target, state, version } = section;
    const text = version?.text ?? '';
    if (this.#options.asJson) return this.#json({ type: 'section-ended', sectionId: id, heading, target, count, state });
    if (!this.#options.showsText) return this.#terminal.note(this.#terminal.paintNote('dim', sectionNote(section)));
    if (this.#isLive) {
      if (text.trim() !== this.#shown.trim()) this.#terminal.note(this.#terminal.paintNote('dim', `trimmed: ${sectionNote(section)}`));
      return this.#terminal.line();
    }
    this.#terminal.line(`${this.#hasHeadings ? `## ${heading}\n\n` : ''}${text.trim()}\n`);
  }

  #json(value: unknown): void {
    this.#terminal.line(JSON.stringify(value));
  }
}

/** What is said to a person whose text is not begun yet. */
export const waits = {
  turn: 'Waiting: another document is written first. "maobi jobs move" changes the order.',
  night: 'Waiting for the night run. "maobi jobs night --off" lets it begin now.',
} as const;

function sectionNote({ heading, count, target, state }: Section): string {
  const remark = state === 'done' ? '' : `, ${state}`;
  return `${harmless(heading)}: ${count} of ${target}${remark}`;
}
