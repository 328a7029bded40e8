import { endTakenBack } from '../../toasts/toasts.ts';
import { joined, takesBack, type DocumentChange } from './document-change.ts';

/** Older ones are among the versions. */
const mostChanges = 200;

/** What the writer did to a document since the page was loaded, in its order, to be taken back step by step and done again. */
export class DocumentHistory {
  #done: DocumentChange[] = [];
  #undone: DocumentChange[] = [];
  #underWay: Promise<unknown> = Promise.resolve();

  /** What comes next to be taken back. */
  get lastDone(): DocumentChange | undefined {
    return this.#done.at(-1);
  }

  get lastUndone(): DocumentChange | undefined {
    return this.#undone.at(-1);
  }

  /** Tells of what was done last whether that was taken back by now. */
  watchLast(): () => boolean {
    const last = this.lastDone;
    return () => last !== undefined && !this.#done.includes(last);
  }

  /** Hears of a change that is on its way to the studio: what is taken back next is known once that has answered. */
  follow(change: Promise<unknown>): void {
    this.#underWay = Promise.allSettled([this.#underWay, change]);
  }

  /** Takes a step when all that was begun before it has ended: each stands on the document as the one before has left it. */
  inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#underWay.then(step);
    this.follow(turn);
    return turn;
  }

  /** Something new was done: what was taken back before does not come again. */
  add(change: DocumentChange): void {
    const last = this.#done.at(-1);
    if (last && takesBack(last, change)) {
      this.#done.pop();
      this.#undone.push(change);
      endTakenBack();
      return;
    }
    const whole = last && joined(last, change);
    if (whole) this.#done.pop();
    this.#done = [...this.#done, whole ?? change].slice(-mostChanges);
    this.#undone = [];
  }

  /** The last one was taken back. @param back what that changed; `null`: it no longer stands, and is given up */
  moveBack(back: DocumentChange | null): void {
    this.#done.pop();
    if (back) this.#undone.push(back);
    endTakenBack();
  }

  /** The same with what had been taken back. */
  moveForth(again: DocumentChange | null): void {
    this.#undone.pop();
    if (again) this.#done.push(again);
  }
}

const histories = new Map<string, DocumentHistory>();

/** The same for all that works on the document, also when its page was left and is opened again. */
export function historyOf(documentId: string): DocumentHistory {
  const known = histories.get(documentId);
  if (known) return known;
  const created = new DocumentHistory();
  histories.set(documentId, created);
  return created;
}
