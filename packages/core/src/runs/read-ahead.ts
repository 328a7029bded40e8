import { withoutImageBytes } from '../images/image-bytes.ts';
import type { ModelService } from '../models/model-service.ts';
import type { Engine, Prompt } from '../ports/engine.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { writer } from '../scheduling/task.ts';

interface ReadAheadPorts {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly models: ModelService;
  readonly surroundings: Surroundings;
}

/**
 * Reads what the writer is about to ask about while nobody needs the engine, so that the answer begins sooner. It writes
 * nothing, it never delays anything that was asked for, and only the newest intent counts.
 */
export class ReadAhead {
  readonly #ports: ReadAheadPorts;
  readonly #shutdown = new AbortController();
  #replace = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor(ports: ReadAheadPorts) {
    this.#ports = ports;
  }

  /** Takes the place of what is being read ahead. Returns at once. @param readPrompt `null`: there is nothing to read */
  begin(readPrompt: () => Promise<Prompt | null>): void {
    if (this.#shutdown.signal.aborted) return;
    this.#replace.abort();
    this.#replace = new AbortController();
    const signal = AbortSignal.any([this.#replace.signal, this.#shutdown.signal]);
    const reading = this.#read(readPrompt, signal).catch((error: unknown) =>
      this.#ports.surroundings.log.debug({ error: String(error) }, 'nothing was read ahead'),
    );
    this.#reading = Promise.all([this.#reading, reading]).then(() => undefined);
  }

  /** Ends what is being read ahead, for good. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    await this.#reading;
  }

  async #read(readPrompt: () => Promise<Prompt | null>, signal: AbortSignal): Promise<void> {
    const { engine, scheduler, models, surroundings } = this.#ports;
    const model = await models.choose(null);
    const id = surroundings.newId();
    const turn = await scheduler.enter({ id, urgency: 'warm-up', owner: writer, model }, signal);
    if (!turn) return;
    const ended = AbortSignal.any([signal, turn.dropped]);
    try {
      // loading goes on for whoever made it give way: most likely that one needs the same model
      if (!(await this.#hasModel(model, id))) return;
      const prompt = ended.aborted ? null : await readPrompt();
      if (prompt && !ended.aborted) await engine.warm(withoutImageBytes(prompt), ended);
    } finally {
      turn.release();
    }
  }

  /** Loads the model into an empty engine; never in place of another one. */
  async #hasModel(model: string, taskId: string): Promise<boolean> {
    const { engine, models } = this.#ports;
    if (engine.status.state === 'empty') await models.ensureLoaded(model, taskId, this.#shutdown.signal);
    return engine.status.state === 'ready' && engine.status.model === model;
  }
}
