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
    const step = this.#done.at(-1);
    if (step) this.takeBack(step);
  }

  /** Takes back just this one, whatever was changed since; one that is taken back already is left alone. */
  takeBack(step: Step): void {
    if (!this.#done.includes(step)) return;
    this.#done = this.#done.filter((other) => other !== step);
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
