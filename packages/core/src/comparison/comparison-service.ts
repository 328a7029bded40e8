import type { ComparedModel, Comparison, ErrorBody, Model, StudioEvent } from '@maobi/contract';
import { machineName } from '../calibration/calibration.ts';
import { StudioError } from '../errors.ts';
import type { ModelService } from '../models/model-service.ts';
import type { Engine } from '../ports/engine.ts';
import type { MachineProbe } from '../ports/machine.ts';
import type { ModelFiles, ResolvedModel } from '../ports/model-files.ts';
import type { MeterProgress, ModelMeter } from '../ports/model-meter.ts';
import type { ComparisonStore } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { IdleTurns } from '../scheduling/idle-turns.ts';
import type { StudioComparison } from '../studio.ts';
import { expectedMeasuring, type KnownMeasuring } from './expected-measuring.ts';
import { figuresOf, shownFigures, type StoredFigures } from './stored-figures.ts';

export interface ComparisonPorts {
  readonly engine: Engine;
  readonly modelFiles: ModelFiles;
  readonly models: Pick<ModelService, 'calibration' | 'preload'>;
  readonly comparisons: ComparisonStore;
  readonly machine: MachineProbe;
  readonly surroundings: Surroundings;
  readonly turns: IdleTurns;
  readonly meter: ModelMeter;
  readonly publish: (event: StudioEvent) => void;
}

/** A model that was asked for. */
interface Wish {
  state: 'waiting' | 'measuring' | 'failed';
  progress: MeterProgress | null;
  error: ErrorBody | null;
}

/** Measures models one after another, in moments when nobody wants the engine: rules M30 to M36 of docs/specs/models.md. */
export class ComparisonService implements StudioComparison {
  readonly #ports: ComparisonPorts;
  readonly #wishes = new Map<string, Wish>();
  #stop = new AbortController();
  #work: Promise<void> | null = null;
  #tookTheEngine = false;

  constructor(ports: ComparisonPorts) {
    this.#ports = ports;
  }

  async read(): Promise<Comparison> {
    const { comparisons, engine, machine, modelFiles } = this.#ports;
    const name = machineName(await machine.read());
    const stored = await comparisons.list();
    // a file that goes meanwhile must not hide the others
    const found = (await modelFiles.list()).filter(isMeasurable).map(({ id }) => modelFiles.resolve(id).catch(() => null));
    const models = (await Promise.all(found)).filter((resolved) => resolved !== null);
    const known = await Promise.all(models.map(({ model }) => this.#knownOf(model, figuresOf(model.id, name, stored), name)));
    const expected = expectedMeasuring(known);
    return {
      models: models.map(({ model, modifiedMs }) => {
        const figures = figuresOf(model.id, name, stored);
        const now = { file: { sizeBytes: model.sizeBytes, modifiedMs }, machine: name, engineVersion: engine.version };
        return {
          model: model.id,
          ...this.#stateOf(model.id),
          expectedMs: expected.get(model.id) ?? null,
          figures: figures && shownFigures(figures, now),
        };
      }),
    };
  }

  async start(ids: readonly string[]): Promise<Comparison> {
    const resolved = await Promise.all([...new Set(ids)].map((id) => this.#ports.modelFiles.resolve(id)));
    const unfit = resolved.find(({ model }) => !isMeasurable(model));
    if (unfit) throw new StudioError('invalid-request', `${unfit.model.name} compares texts; it cannot write.`);
    if (this.#stop.signal.aborted) await this.#work;
    for (const { model } of resolved) {
      const state = this.#wishes.get(model.id)?.state;
      if (state === 'waiting' || state === 'measuring') continue;
      this.#wishes.delete(model.id);
      this.#wishes.set(model.id, { state: 'waiting', progress: null, error: null });
    }
    this.#tell();
    this.#begin();
    return this.read();
  }

  async stop(): Promise<Comparison> {
    this.#stop.abort();
    await this.#work;
    return this.read();
  }

  /** As `stop`, for the end of the studio: does not wait. */
  prepareShutDown(): void {
    this.#stop.abort();
  }

  /** Resolves when nothing is being measured any more. */
  async settled(): Promise<void> {
    await this.#work;
  }

  #begin(): void {
    if (this.#work) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#work = this.#measureAll(stop.signal)
      .catch((error: unknown) => {
        stop.abort();
        this.#ports.surroundings.log.warn({ error: String(error) }, 'comparing models was broken off');
      })
      .finally(() => {
        this.#work = null;
        // somebody may have wished for more in the last moment
        if (this.#next() !== null && !stop.signal.aborted) return this.#begin();
        for (const [id, { state }] of this.#wishes) if (state !== 'failed') this.#wishes.delete(id);
        this.#giveTheEngineBack();
        this.#tell();
      });
  }

  async #measureAll(stop: AbortSignal): Promise<void> {
    for (let id = this.#next(); id !== null && !stop.aborted; id = this.#next()) {
      const wanted = id;
      // what was interrupted waits again, and begins anew in the next quiet moment
      await this.#ports.turns.runWhenIdle((signal) => this.#measure(wanted, signal), stop);
    }
  }

  #next(): string | null {
    for (const [id, { state }] of this.#wishes) if (state === 'waiting') return id;
    return null;
  }

  async #measure(id: string, signal: AbortSignal): Promise<void> {
    const { surroundings, meter } = this.#ports;
    this.#show(id, { state: 'measuring', progress: null, error: null });
    try {
      const resolved = await this.#ports.modelFiles.resolve(id);
      await this.#makeRoom(resolved.model);
      const startedMs = surroundings.elapsedMs();
      const reading = await meter.measure(resolved, (progress) => this.#show(id, { state: 'measuring', progress, error: null }), signal);
      await this.#keep(resolved, reading, surroundings.elapsedMs() - startedMs);
      this.#wishes.delete(id);
    } catch (caught) {
      const error = signal.aborted ? null : StudioError.from(caught);
      if (error) surroundings.log.warn({ model: id, error: String(caught) }, 'a model could not be measured');
      this.#wishes.set(id, { state: error ? 'failed' : 'waiting', progress: null, error: error?.toBody() ?? null });
    }
    this.#tell();
  }

  async #keep({ model, modifiedMs }: ResolvedModel, reading: StoredFigures['reading'], tookMs: number): Promise<void> {
    const { comparisons, engine, machine, surroundings } = this.#ports;
    await comparisons.put({
      model: model.id,
      machine: machineName(await machine.read()),
      engineVersion: engine.version,
      file: { sizeBytes: model.sizeBytes, modifiedMs },
      measuredAt: surroundings.now(),
      tookMs,
      reading,
    });
  }

  /** The model that writes goes out of memory only where the two have no room beside each other. */
  async #makeRoom({ memoryBytes, sizeBytes }: Model): Promise<void> {
    const { engine, machine } = this.#ports;
    const { freeMemoryBytes } = await machine.read();
    if (engine.status.model === null || (memoryBytes?.at8k ?? sizeBytes) <= freeMemoryBytes) return;
    await engine.unload();
    this.#tookTheEngine = true;
  }

  #giveTheEngineBack(): void {
    if (!this.#tookTheEngine) return;
    this.#tookTheEngine = false;
    this.#ports.models.preload();
  }

  async #knownOf({ id, sizeBytes }: Model, figures: StoredFigures | null, machine: string): Promise<KnownMeasuring> {
    if (figures?.machine === machine) return { model: id, sizeBytes, knownMs: figures.tookMs };
    const { readTokensPerSecond: reading, writeTokensPerSecond: writing } = (await this.#ports.models.calibration(id)) ?? noRates;
    if (reading === null || writing === null) return { model: id, sizeBytes, knownMs: null };
    const { readTokens, writtenTokens } = this.#ports.meter.work;
    return { model: id, sizeBytes, knownMs: 1000 * (readTokens / reading + writtenTokens / writing) };
  }

  #stateOf(id: string): Pick<ComparedModel, 'state' | 'progress' | 'error'> {
    const { state, progress, error } = this.#wishes.get(id) ?? idle;
    if (!progress) return { state, progress, error };
    const { step, steps, remainingMs } = progress;
    return { state, progress: { step, steps, remainingMs }, error };
  }

  #show(id: string, wish: Wish): void {
    this.#wishes.set(id, wish);
    this.#tell();
  }

  #tell(): void {
    this.#ports.publish({ type: 'comparison' });
  }
}

const noRates = { readTokensPerSecond: null, writeTokensPerSecond: null };
const idle = { state: 'idle', progress: null, error: null } as const;

function isMeasurable({ installed, kind }: Model): boolean {
  return installed !== null && kind !== 'embedding';
}
