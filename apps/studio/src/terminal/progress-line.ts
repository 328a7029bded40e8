import type { Terminal } from './terminal.ts';

/**
 * One line on the notes' side that is replaced as the work goes on. Where no person watches it says nothing: a log full of
 * percentages helps nobody.
 */
export class ProgressLine {
  readonly #terminal: Terminal;
  #isShown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(text: string): void {
    if (!this.#terminal.areNotesShown) return;
    // cut to the width: a wrapped line could not be replaced any more
    const room = Math.max(10, this.#terminal.columns - 1);
    this.#terminal.noteRaw(`\r\u001b[2K${this.#terminal.paintNote('dim', text.slice(0, room))}`);
    this.#isShown = true;
  }

  /** Leaves no trace of it. */
  clear(): void {
    if (this.#isShown) this.#terminal.noteRaw('\r\u001b[2K');
    this.#isShown = false;
  }
}

/** e.g. `████████░░░░░░░░`, for 0 to 100. */
export function progressBar(percent: number, width = 24): string {
  const filled = Math.round((Math.min(100, Math.max(0, percent)) / 100) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
