import { ClientError, type Run, type RunEvent } from '@maobi/contract';
import { RateMeter } from './rate-meter.ts';

/** What is known of a run that is being watched. */
export interface RunView {
  /** `paused`: rests for something more urgent and goes on by itself. */
  readonly phase: 'connecting' | 'queued' | 'paused' | 'loading' | 'reading' | 'writing' | 'ended';
  /** Runs ahead of this one, while queued. */
  readonly position: number;
  /** Estimated milliseconds until its turn comes, while queued; `null`: nobody can know. */
  readonly turnInMs: number | null;
  /** 0-100, while the model is loaded. */
  readonly loadedPercent: number;
  readonly reading: { readonly done: number; readonly total: number; readonly cached: number; readonly remainingMs: number | null } | null;
  /** The whole text of the message, including what was there before the run. */
  readonly text: string;
  /** Tokens this run has written. */
  readonly written: number;
  readonly tokensPerSecond: number | null;
  /** The connection broke and is being made again; the text so far stays. */
  readonly isLost: boolean;
  /** The finished run; `null` before, and when the studio no longer knows it. */
  readonly run: Run | null;
  /** Seq of the last chunk contained in `text`. */
  readonly lastSeq: number;
}

/** What the follower needs from the page, so that tests can play it. */
export interface FollowerSurroundings {
  readonly stream: (runId: string, afterSeq: number, signal: AbortSignal) => AsyncIterable<RunEvent>;
  /** Calls back when it is time to paint: a few times a second at most, and not while the page is hidden. */
  readonly schedulePaint: (paint: () => void) => void;
  /** Waits before another attempt; resolves early when the page wakes up or comes back online. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
}

const firstRetryMs = 250;
const longestRetryMs = 5000;
/** So often what is only counted and measured changes. */
const calmIntervalMs = 1000;

/**
 * Watches one run until it has ended, across lost connections, a sleeping computer and a restarted studio: each attempt
 * goes on behind the last chunk received. Arriving text is gathered and shown with the next paint.
 */
export class RunFollower {
  readonly runId: string;
  readonly #surroundings: FollowerSurroundings;
  readonly #listeners = new Set<() => void>();
  readonly #rate = new RateMeter();
  #shown: RunView;
  #calm: RunView;
  #calmAtMs = Number.NEGATIVE_INFINITY;
  #next: RunView;
  #isPaintDue = false;

  constructor(runId: string, message: { readonly text: string; readonly lastSeq: number }, surroundings: FollowerSurroundings) {
    this.runId = runId;
    this.#surroundings = surroundings;
    this.#next = {
      phase: 'connecting',
      position: 0,
      turnInMs: null,
      loadedPercent: 0,
      reading: null,
      text: message.text,
      written: 0,
      tokensPerSecond: null,
      isLost: false,
      run: null,
      lastSeq: message.lastSeq,
    };
    this.#shown = this.#next;
    this.#calm = this.#next;
  }

  /** As last painted; the same object until the next paint. */
  readonly view = (): RunView => this.#shown;

  /**
   * The same for what tells of the run and does not show its text: a new phase and the end at once, else one painting a second. Drawing a whole
   * page anew with every few words costs more than the words.
   */
  readonly calmView = (): RunView => this.#calm;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Resolves when the run has ended, is unknown, or the signal fires. */
  async follow(signal: AbortSignal): Promise<void> {
    let retryMs = firstRetryMs;
    while (!signal.aborted && this.#next.phase !== 'ended') {
      try {
        for await (const event of this.#surroundings.stream(this.runId, this.#next.lastSeq, signal)) {
          retryMs = firstRetryMs;
          this.#take(event);
          if (event.type === 'ended') return;
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ClientError && error.status === 404) return this.#show({ phase: 'ended' });
      }
      if (signal.aborted) return;
      this.#change({ isLost: true });
      await this.#surroundings.pause(retryMs, signal);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    }
  }

  #take(event: RunEvent): void {
    switch (event.type) {
      case 'queued':
        return this.#change({ isLost: false, phase: 'queued', position: event.position, turnInMs: event.remainingMs ?? null });
      case 'paused':
        // the time it rests says nothing about how fast it writes
        this.#rate.clear();
        return this.#change({ isLost: false, phase: 'paused', tokensPerSecond: null });
      case 'loading':
        return this.#change({ isLost: false, phase: 'loading', loadedPercent: event.percent });
      case 'reading': {
        const { done, total, cached, remainingMs = null } = event;
        // told again when it goes on after a rest: what has begun to write reads no more
        const phase = this.#next.written > 0 ? 'writing' : 'reading';
        return this.#change({ isLost: false, phase, reading: { done, total, cached, remainingMs } });
      }
      case 'text':
        return this.#takeText(event);
      case 'ended':
        return this.#show({ isLost: false, phase: 'ended', run: event.run, tokensPerSecond: null });
    }
  }

  #takeText({ seq, text, written }: Extract<RunEvent, { type: 'text' }>): void {
    if (seq <= this.#next.lastSeq) return;
    this.#rate.add(this.#surroundings.now(), written);
    const tokensPerSecond = this.#rate.perSecond;
    this.#change({ isLost: false, phase: 'writing', text: this.#next.text + text, lastSeq: seq, written, tokensPerSecond });
  }

  #change(change: Partial<RunView>): void {
    this.#next = { ...this.#next, ...change };
    if (this.#isPaintDue) return;
    this.#isPaintDue = true;
    this.#surroundings.schedulePaint(() => {
      this.#isPaintDue = false;
      this.#paint();
    });
  }

  /** What must not wait for a paint: the end. */
  #show(change: Partial<RunView>): void {
    this.#next = { ...this.#next, ...change };
    this.#paint();
  }

  #paint(): void {
    if (this.#shown === this.#next) return;
    this.#shown = this.#next;
    this.#keepCalm();
    for (const listener of this.#listeners) listener();
  }
  #keepCalm(): void {
    const nowMs = this.#surroundings.now();
    const isSame = this.#shown.phase === this.#calm.phase && this.#shown.isLost === this.#calm.isLost;
    if (isSame && nowMs - this.#calmAtMs < calmIntervalMs) return;
    this.#calm = this.#shown;
    this.#calmAtMs = nowMs;
  }
}
