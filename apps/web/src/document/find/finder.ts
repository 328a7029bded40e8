import { ownScript } from '../../own-scripts/own-script.ts';
import type { ExpressionFault } from './expression-fault.ts';
import type { FindAnswer, FindTask } from './find-answer.ts';
// oxlint-disable-next-line import/default -- the bundler makes the address
import workerUrl from './find-worker.ts?worker&url';

const longestMs = 2_000;

/** Thrown when an expression takes too long to look through the texts. */
export class TooSlow extends Error {}
/** Thrown when an expression is none. */
export class NoExpression extends Error {
  readonly fault: ExpressionFault;

  constructor(fault: ExpressionFault) {
    super(fault);
    this.fault = fault;
  }
}
/** Thrown into what was asked before the last question. */
class Overtaken extends Error {}

type Found = Exclude<FindAnswer, { fault: ExpressionFault }>;

/** Looks through texts beside the page, so that no expression can hold it up. One question at a time: the last one counts. */
export class Finder {
  #worker: Worker | null = null;
  #giveUp: ((why: Error) => void) | null = null;

  /** Throws `TooSlow`, and `NoExpression`. `null`: another question came. */
  async ask(task: FindTask): Promise<Found | null> {
    if (this.#giveUp) this.#end(new Overtaken());
    const worker = (this.#worker ??= new Worker(ownScript(workerUrl), { type: 'module' }));
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const answer = await new Promise<FindAnswer>((resolve, reject) => {
        this.#giveUp = reject;
        timer = setTimeout(() => this.#end(new TooSlow()), longestMs);
        worker.addEventListener('message', ({ data }: MessageEvent<FindAnswer>) => resolve(data), { once: true });
        worker.addEventListener('error', () => reject(new Error('The worker that finds could not be started.')), { once: true });
        worker.postMessage(task);
      });
      if ('fault' in answer) throw new NoExpression(answer.fault);
      this.#giveUp = null;
      return answer;
    } catch (error) {
      if (error instanceof Overtaken) return null;
      this.#giveUp = null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#end(new Overtaken());
  }

  #end(why: Error): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#giveUp?.(why);
    this.#giveUp = null;
  }
}
