import type { EngineStatus, Machine, Model, Settings, StudioEvent, System } from '@maobi/contract';
import type { CalibrationService } from '../calibration/calibration-service.ts';
import type { FileStamp } from '../calibration/calibration.ts';
import { StudioError } from '../errors.ts';
import type { Engine, EngineTuning, LoadedModel, LoadRequest } from '../ports/engine.ts';
import type { ModelFiles, ResolvedModel } from '../ports/model-files.ts';
import type { SettingsStore } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { writer, type Urgency } from '../scheduling/task.ts';
import type { StudioModels } from '../studio.ts';
import { expectedTokensPerSecond, recommendModel } from './recommend-model.ts';

interface ModelServicePorts {
  readonly engine: Engine;
  readonly modelFiles: ModelFiles;
  readonly settings: SettingsStore;
  readonly surroundings: Surroundings;
  readonly scheduler: Scheduler;
  readonly calibrations: CalibrationService;
  readonly publish: (event: StudioEvent) => void;
  /** What calibration found out for a model here; `null`: nothing yet. */
  readonly tuningOf: (modelId: string, file: FileStamp) => EngineTuning | null | Promise<EngineTuning | null>;
  /** Model of this process (`--model`, `MAOBI_MODEL`), before any setting. */
  readonly modelOverride: string | null;
}

/** Has a line of its own, and so goes before what the writer waits for. */
const restartOwner = 'engine-restart';

/** A model that is in the engine now. */
export interface ReadyModel extends Pick<LoadedModel, 'contextTokens' | 'largestContextTokens'> {
  readonly model: Model;
}

/** Which models there are, which one writes, and bringing it into the engine. */
export class ModelService implements StudioModels {
  readonly #ports: ModelServicePorts;
  readonly #measuredRates = new Map<string, number>();
  readonly #unwatch: () => void;
  readonly #shutdown = new AbortController();
  #override: string | null;
  #lastLoad: (LoadRequest & { readonly file: FileStamp & Pick<ResolvedModel, 'identity'> }) | null = null;

  constructor(ports: ModelServicePorts) {
    this.#ports = ports;
    this.#override = ports.modelOverride;
    this.#unwatch = ports.modelFiles.watch((change) => {
      ports.publish(change ? { type: 'download', ...change } : { type: 'models' });
    });
  }

  async list(): Promise<Model[]> {
    const { engine, modelFiles } = this.#ports;
    const models = await modelFiles.list();
    return models.map((model) =>
      model.installed && engine.isSuspect(model.id) ? { ...model, installed: { ...model.installed, state: 'suspect' } } : model,
    );
  }

  pull(id: string, source: Parameters<ModelFiles['pull']>[1]): Promise<Model> {
    return this.#ports.modelFiles.pull(id, source);
  }

  pause(id: string): Promise<Model> {
    return this.#ports.modelFiles.pause(id);
  }

  cancel(id: string): Promise<Model> {
    return this.#ports.modelFiles.cancel(id);
  }

  settled(id: string): Promise<Model> {
    return this.#ports.modelFiles.settled(id);
  }

  importFile(path: string): Promise<Model> {
    return this.#ports.modelFiles.importFile(path);
  }

  async verify(id: string): Promise<Model> {
    const model = await this.#ports.modelFiles.verify(id);
    this.#forgive(id); // a file proven whole deserves a new try
    return model;
  }

  /** Refused while the model is at work: the request would hang until everything waiting has been written. */
  async remove(id: string): Promise<Model | null> {
    const { engine, modelFiles, settings, publish, scheduler } = this.#ports;
    const isLoaded = engine.status.model === id;
    if (isLoaded && scheduler.hasRuns) throw isWriting();
    const unloadAndRemove = async () => {
      await engine.unload();
      return modelFiles.remove(id);
    };
    // a model that is not loaded can go while another one writes
    const left = isLoaded ? await this.#alone('interactive', unloadAndRemove) : await modelFiles.remove(id);
    if ((await settings.read()).model === id) publish({ type: 'settings', settings: await settings.update({ model: null }) });
    return left;
  }

  async use(id: string): Promise<Settings> {
    const { modelFiles, settings, publish } = this.#ports;
    const { model } = await modelFiles.resolve(id);
    if (model.kind === 'embedding') throw new StudioError('invalid-request', `${model.name} compares texts; it cannot write.`);
    this.#forgive(model.id);
    this.#override = null; // the writer has decided anew
    const updated = await settings.update({ model: model.id });
    publish({ type: 'settings', settings: updated });
    this.preload();
    return updated;
  }

  /** Brings the active model into the engine when nobody else needs it, so that the first answer need not wait. */
  preload(): void {
    const { surroundings } = this.#ports;
    this.#alone('warm-up', async (taskId) => {
      await this.ensureLoaded(await this.choose(null), taskId, this.#shutdown.signal);
    }).catch((error: unknown) => surroundings.log.warn({ error: String(error) }, 'the model was not loaded ahead of time'));
  }

  /**
   * The id a new run uses: the wanted one, this process's, the writer's choice, the best installed one, or the demo.
   * Throws when a model asked for is not there; a chosen model that has vanished gives way to the next best.
   */
  async choose(wanted: string | null): Promise<string> {
    const { modelFiles } = this.#ports;
    const asked = wanted ?? this.#override;
    return asked === null ? this.#bestInstalled() : (await modelFiles.resolve(asked)).model.id;
  }

  /** How long a section this model writes in one go; `undefined`: nobody knows. Throws as `choose` does. */
  async sectionWords(id: string): Promise<number | undefined> {
    return (await this.#ports.modelFiles.resolve(id)).model.sectionWords;
  }

  /** As `choose(null)`, but never throws: for showing, where a model that cannot be used must not hide everything else. */
  async active(): Promise<string> {
    return this.choose(null)
      .catch(() => this.#bestInstalled())
      .catch(() => 'demo');
  }

  async #bestInstalled(): Promise<string> {
    const { modelFiles, settings } = this.#ports;
    const usable = (await modelFiles.list()).filter((model) => model.installed && model.kind !== 'embedding');
    const chosen = (await settings.read()).model;
    const best =
      usable.find((model) => model.id === chosen) ??
      usable.find((model) => model.isDefault) ??
      usable.find((model) => model.kind === 'writing') ??
      usable[0];
    if (!best) throw new StudioError('model-not-installed', 'No model is installed.');
    return best.id;
  }

  /**
   * Loads the model unless it is loaded already, and lets as many compute at once as that pays for.
   * @param taskId of the caller, which is at work
   */
  async ensureLoaded(id: string, taskId: string, signal: AbortSignal): Promise<ReadyModel> {
    const { calibrations, engine, modelFiles, settings, scheduler, tuningOf } = this.#ports;
    const resolved = await modelFiles.resolve(id);
    const { model, path } = resolved;
    const { contextTokens } = await settings.read();
    const stamp = stampOf(resolved);
    const file = { ...stamp, identity: resolved.identity };
    const wanted = { modelId: model.id, path, file, contextTokens, tuning: await tuningOf(model.id, stamp) };
    // loading anew for a changed setting or file would end the runs that rest or compute beside this one
    const isShared = this.#lastLoad?.modelId === model.id && !scheduler.isAlone(taskId);
    const request = isShared && this.#lastLoad ? this.#lastLoad : wanted;
    this.#lastLoad = request;
    const loaded = await engine.load(request, signal);
    await calibrations.noteLoaded(request.file, loaded);
    // it may have been measured since it was loaded
    scheduler.permit(calibrations.parallelOf(loaded) ?? Math.min(loaded.sequences, request.tuning?.parallel ?? 1));
    const { contextTokens: loadedTokens, largestContextTokens } = loaded;
    return { model, contextTokens: loadedTokens, largestContextTokens };
  }

  /** Texts that are worth writing in the same passes with the model that is loaded; at least one. */
  get textsAtOnce(): number {
    return this.#ports.scheduler.permitted;
  }

  /** The same of any model, as far as it is known before it is loaded. */
  async expectedTextsAtOnce(id: string): Promise<number> {
    if (this.#ports.engine.status.model === id) return this.textsAtOnce;
    return (await this.calibration(id))?.parallel ?? 1;
  }

  /** Works while no model is loaded, and brings the one that was back afterwards. Throws `conflict` while something is written. */
  async withoutEngine(work: () => Promise<void>): Promise<void> {
    const { engine, scheduler } = this.#ports;
    if (scheduler.hasRuns) throw isWriting();
    await this.#alone('interactive', async () => {
      const wasLoaded = engine.status.model !== null;
      await engine.unload();
      try {
        await work();
      } finally {
        if (wasLoaded) this.preload();
      }
    });
  }

  /**
   * Ends the engine's process and starts another one with the same model, before anything that waits. The writer asks for it when the engine is
   * slow or stuck, so a mark of suspicion goes with it.
   * @param interrupt ends what is at work, or the engine would never be free
   */
  async restart(interrupt: () => Promise<void>): Promise<EngineStatus> {
    const { engine } = this.#ports;
    const id = engine.status.model ?? (await this.choose(null));
    this.#forgive(id);
    const restarting = this.#alone(
      'interactive',
      async (taskId) => {
        await engine.unload();
        await this.ensureLoaded(id, taskId, this.#shutdown.signal);
      },
      restartOwner,
    );
    await Promise.all([restarting, interrupt()]);
    return engine.status;
  }

  /** Works with this model loaded; `null`, and without working, while something is written whose end it would have to wait for. */
  async whenQuiet<T>(id: string, work: (ready: ReadyModel) => Promise<T>): Promise<T | null> {
    if (this.#ports.scheduler.hasRuns) return null;
    return this.#alone('interactive', async (taskId) => work(await this.ensureLoaded(id, taskId, this.#shutdown.signal)));
  }

  /** Remembers how fast a model really wrote here, for honest expectations. */
  noteRate(id: string, tokensPerSecond: number): void {
    this.#measuredRates.set(id, tokensPerSecond);
  }

  async recommended(machine: Machine): Promise<System['recommended']> {
    const model = recommendModel(await this.list(), machine);
    if (!model) return { model: 'demo', tokensPerSecond: null };
    const measured = this.#measuredRates.get(model.id) ?? (await this.calibration(model.id))?.writeTokensPerSecond ?? undefined;
    return { model: model.id, tokensPerSecond: expectedTokensPerSecond(model, measured) };
  }

  /** How fast it is here; `null` when its file cannot be used. */
  async calibration(id: string): Promise<System['calibration']> {
    const { calibrations, modelFiles } = this.#ports;
    const resolved = await modelFiles.resolve(id).catch(() => null);
    return resolved && calibrations.report(resolved.model.id, stampOf(resolved));
  }

  stop(): void {
    this.#unwatch();
    this.#shutdown.abort();
  }

  #forgive(id: string): void {
    const { engine, publish } = this.#ports;
    if (!engine.isSuspect(id)) return;
    engine.forgive(id);
    publish({ type: 'models' });
  }

  /** Works while nobody else does. */
  async #alone<T>(urgency: Urgency, work: (taskId: string) => Promise<T>, owner: string = writer): Promise<T> {
    const { scheduler, surroundings } = this.#ports;
    const id = surroundings.newId();
    const turn = await scheduler.enter({ id, urgency, owner, model: null }, this.#shutdown.signal);
    if (!turn) throw new StudioError('engine-unavailable', 'The studio is closing.');
    try {
      return await work(id);
    } finally {
      turn.release();
    }
  }
}

function stampOf({ model, path, modifiedMs }: ResolvedModel): FileStamp {
  return { path, sizeBytes: model.sizeBytes, modifiedMs };
}

function isWriting(): StudioError {
  return new StudioError('conflict', 'The model is writing.', { hint: 'Stop what is being written, or let it end, and try again.' });
}
