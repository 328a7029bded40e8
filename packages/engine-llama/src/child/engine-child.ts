import { writeFileSync } from 'node:fs';
import { StudioError } from '@maobi/core';
import { toChildSchema, type FromChild, type ToChild } from '../protocol.ts';
import { Generation } from './generation.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';

const beatMs = 1000;

/** The engine process: one model, one generation at a time, no files but the model, no secrets, no network. */
class EngineChild {
  #loaded: LoadedModel | null = null;
  readonly #generations = new Map<number, Generation>();

  receive(raw: unknown): void {
    const message = toChildSchema.parse(raw);
    if (message.type === 'stop') return this.#generations.get(message.id)?.cancel();
    this.#answer(message).catch((error: unknown) => send({ type: 'failed', id: message.id, error: translated(error).toBody() }));
  }

  async #answer(message: Exclude<ToChild, { type: 'stop' }>): Promise<void> {
    switch (message.type) {
      case 'load':
        return this.#load(message);
      case 'count':
        return send({ type: 'counted', id: message.id, tokens: this.#model().prompts.of(message.prompt).length });
      case 'generate':
        return this.#generate(message);
    }
  }

  async #load(message: Extract<ToChild, { type: 'load' }>): Promise<void> {
    this.#loaded = await loadModel(message, (percent) => send({ type: 'progress', id: message.id, percent }));
    const contextTokens = this.#loaded.sequence.contextSize;
    send({ type: 'loaded', id: message.id, contextTokens, memoryBytes: process.memoryUsage.rss() });
  }

  async #generate({ id, request }: Extract<ToChild, { type: 'generate' }>): Promise<void> {
    const generation = new Generation(this.#model(), request, (event) => send({ ...event, id }));
    this.#generations.set(id, generation);
    try {
      await generation.run();
    } finally {
      this.#generations.delete(id);
    }
  }

  #model(): LoadedModel {
    if (this.#loaded) return this.#loaded;
    throw new StudioError('engine-unavailable', 'No model is loaded.');
  }
}

function translated(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StudioError('engine-failed', `The engine could not go on: ${reason.split('\n')[0]?.slice(0, 200)}`, { cause: error });
}

function send(message: FromChild): void {
  if (process.connected) process.send?.(message);
}

/** When memory runs out the system shall end this process, never the server. */
function volunteerForTheKernel(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/oom_score_adj', '800');
  } catch {
    // Some containers forbid it; then the system chooses by size, which is this process as well.
  }
}

function start(): void {
  const child = new EngineChild();
  volunteerForTheKernel();
  process.on('message', (message) => child.receive(message));
  // Native threads may be computing: an orderly exit would wait for them, and there is nothing here to save.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // Ctrl+C reaches the whole group; the server decides when this process ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const beat = () => send({ type: 'beat', memoryBytes: process.memoryUsage.rss() });
  beat();
  setInterval(beat, beatMs);
}

start();
