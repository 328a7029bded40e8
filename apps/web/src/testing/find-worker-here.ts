import { answerTo, type FindTask } from '../document/find/find-answer.ts';

/** Stands in for `Worker` where words are found: answers as the worker does, on the page's own thread. */
export class FindWorkerHere extends EventTarget {
  postMessage(task: FindTask): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: answerTo(task) })));
  }

  terminate(): void {
    // nothing goes on
  }
}
