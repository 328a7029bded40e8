/** One change, and how it is taken back and made again. */
export interface Step {
  readonly undo: () => void;
  readonly redo: () => void;
}

const mostSteps = 100;

/** The changes that can be taken back, and those that were and can be made again. A new change ends the latter. */
export class ChangeHistory {
  #done: Step[] = [];
  #undone: Step[] = [];

  remember(step: Step): void {
    this.#done = [...this.#done.slice(1 - mostSteps), step];
    this.#undone = [];
  }

  undo(): void {
    const step = this.#done.pop();
    if (!step) return;
    step.undo();
    this.#undone.push(step);
  }

  redo(): void {
    const step = this.#undone.pop();
    if (!step) return;
    step.redo();
    this.#done.push(step);
  }
}
