import type { QueueEntry } from '@maobi/contract';
import type { RunEstimate, RunEstimator } from '../estimates/run-estimator.ts';
import type { Engine, Prompt } from '../ports/engine.ts';
import type { RunProgress } from './run-feed.ts';

/** Of its own work, without waiting for others. */
export type TimeLeft = Omit<QueueEntry['estimate'], 'waitingMs'>;

/** What a run is going to do, as far as it is known before it does it. */
export interface RunPlan {
  readonly prompt: Prompt;
  readonly maxTokens: number | null;
  /** How many it will probably write. */
  readonly likelyTokens: number;
}

interface Amounts extends Pick<RunPlan, 'maxTokens' | 'likelyTokens'> {
  readonly promptTokens: number;
  readonly cachedTokens: number;
}

const unknownTime: TimeLeft = { readingMs: null, remainingMs: null };

/** Longer prompts are not counted before their turn: counting takes the processor from whoever is at work. */
const countedCharacters = 200_000;
/** What is left of a text at least, as a share of what is written. */
const leastShareLeft = 0.05;

/** How far one run is, and how long the rest of it will take. */
export class RunMeter {
  readonly #model: string;
  readonly #readPlan: () => Promise<RunPlan>;
  #amounts: Amounts | null = null;
  #reading: Extract<RunProgress, { type: 'reading' }> | null = null;
  #written: number | null = null;

  /** @param readPlan called when somebody asks for an estimate, at most until the tokens could be counted */
  constructor(model: string, readPlan: () => Promise<RunPlan>) {
    this.#model = model;
    this.#readPlan = readPlan;
  }

  get state(): 'reading' | 'writing' {
    return this.#written === null ? 'reading' : 'writing';
  }

  noteReading(reading: Extract<RunProgress, { type: 'reading' }>): void {
    this.#reading = reading;
  }

  /** @param written tokens so far */
  noteWritten(written: number): void {
    this.#written = written;
  }

  async timeLeft(engine: Engine, estimator: RunEstimator): Promise<TimeLeft> {
    const isKnown = estimator.estimate({ model: this.#model, promptTokens: 1, cachedTokens: 0, writtenTokens: null }) !== null;
    if (!isKnown) return unknownTime;
    this.#amounts ??= await this.#count(engine);
    if (!this.#amounts) return unknownTime;
    const { promptTokens, cachedTokens } = this.#amounts;
    const held = this.#reading ? { promptTokens: this.#reading.total, cachedTokens: this.#reading.cached } : { promptTokens, cachedTokens };
    const written = this.#written ?? 0;
    const left = tokensLeft(written, this.#amounts);
    const whole = estimator.estimate({ model: this.#model, ...held, writtenTokens: written + left });
    if (!whole) return unknownTime;
    const readingMs = this.#readingLeft(whole);
    if (whole.writingMs === null) return { readingMs, remainingMs: null };
    return { readingMs, remainingMs: readingMs + (left === 0 ? 0 : (whole.writingMs * left) / (written + left)) };
  }

  async #count(engine: Engine): Promise<Amounts | null> {
    const { state, model } = engine.status;
    if (state !== 'ready' || model !== this.#model) return null;
    const { prompt, maxTokens, likelyTokens } = await this.#readPlan();
    if (charactersOf(prompt) > countedCharacters) return null;
    const [promptTokens, cachedTokens] = await Promise.all([engine.countTokens(prompt), engine.heldTokens(prompt)]);
    return { promptTokens, cachedTokens: Math.min(cachedTokens, promptTokens), maxTokens, likelyTokens };
  }

  #readingLeft(whole: RunEstimate): number {
    if (this.#written !== null) return 0;
    if (!this.#reading) return whole.readingMs;
    const { done, total, cached, remainingMs } = this.#reading;
    return remainingMs ?? (total > cached ? (whole.readingMs * (total - done)) / (total - cached) : 0);
  }
}

/** A text that has become as long as was expected goes on for a while, nobody knows how long. */
function tokensLeft(written: number, { likelyTokens, maxTokens }: Pick<RunPlan, 'likelyTokens' | 'maxTokens'>): number {
  const left = Math.max(likelyTokens - written, Math.ceil(written * leastShareLeft));
  return Math.max(0, Math.min(left, (maxTokens ?? Infinity) - written));
}

function charactersOf(prompt: Prompt): number {
  return prompt.kind === 'raw' ? prompt.text.length : prompt.messages.reduce((sum, { text }) => sum + text.length, 0);
}
