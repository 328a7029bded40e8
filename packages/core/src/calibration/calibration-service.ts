import type { Calibration as CalibrationReport, StudioEvent } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { LearningRunEstimator } from '../estimates/learning-estimator.ts';
import type { Engine, EngineTuning, LoadedModel, Probe } from '../ports/engine.ts';
import type { MachineProbe } from '../ports/machine.ts';
import type { CalibrationStore } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { machineName, writeTokensPerSecond, type Calibration, type CalibrationKey, type FileStamp } from './calibration.ts';
import { calibrationOf, draftTokensFor, parallelFor } from './calibration-result.ts';
import { restMs, type Rests } from '../runs/retried.ts';
import type { IdleTurns } from '../scheduling/idle-turns.ts';
import { canRepeat, nextProbe } from './probe-plan.ts';
import { disturbedProbes, isIndispensable, nameOf, type MeasuredProbe, type ProbedProcessor } from './probe-table.ts';

export interface CalibrationPorts {
  readonly engine: Engine;
  readonly calibrations: CalibrationStore;
  readonly machine: MachineProbe;
  readonly surroundings: Surroundings;
  readonly turns: IdleTurns;
  readonly estimator: LearningRunEstimator;
  readonly publish: (event: StudioEvent) => void;
  /** So many texts are worth writing at once with the model that is loaded. */
  readonly permit: (textsAtOnce: number) => void;
}

/** A model that is being measured, or waits for a quiet moment. */
interface Measuring {
  readonly modelId: string;
  readonly fingerprint: string;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Of measuring one content of a file, until it succeeds. */
interface Failure {
  /** Attempts that failed, one after another. */
  readonly count: number;
  /** No new attempt yet. */
  isResting: boolean;
  /** Calls the end of the rest off. */
  readonly callOff: () => void;
}

/** One try to measure a model. */
interface Attempt {
  readonly loaded: LoadedModel;
  readonly processor: ProbedProcessor;
  /** Grows as it goes on. */
  readonly measured: MeasuredProbe[];
  readonly stop: AbortController;
}

interface LoadedFile {
  readonly file: FileStamp;
  readonly fingerprint: string;
  /** Nothing is left to measure. */
  readonly isKnown: boolean;
}

/** Times below this are those of an engine that only pretends; rates must stay finite. */
const shortestMs = 0.001;
/** From a failure to the next attempt. */
const rests: Rests = { firstMs: 5 * 60_000, longestMs: 3 * 60 * 60_000 };
/** How often what was disturbed is measured once more. */
const mostRepeats = 3;
/** What may come of the probe itself; other errors end the attempt. */
const failuresOfProbe: ReadonlySet<string> = new Set(['internal', 'engine-failed']);

/**
 * Finds out once for each model, machine and engine how fast they are, in moments when nobody wants the engine, and tells
 * engine and estimates what was found: docs/specs/calibration.md.
 */
export class CalibrationService {
  readonly #ports: CalibrationPorts;
  readonly #probes = new Map<string, MeasuredProbe[]>();
  /** Names of probes that failed and are done without, by the content of the file. */
  readonly #leftOut = new Map<string, Set<string>>();
  readonly #failures = new Map<string, Failure>();
  /** What texts side by side cost, by the content of the file. */
  readonly #togetherMs = new Map<string, Calibration['togetherMs']>();
  /** What each model was when it was last loaded by this process. */
  readonly #loaded = new Map<string, LoadedFile>();
  #given: { readonly modelId: string; readonly file: FileStamp; readonly tuning: EngineTuning | null } | null = null;
  #measuring: Measuring | null = null;
  #machine: Promise<{ readonly name: string; readonly physicalCores: number }> | null = null;
  #isStopped = false;

  constructor(ports: CalibrationPorts) {
    this.#ports = ports;
  }

  /** What to load this model with; `null` when it was not measured here. The same as before while this file is loaded. */
  async tuningFor(modelId: string, file: FileStamp): Promise<EngineTuning | null> {
    if (this.#ports.engine.status.model === modelId && this.#given?.modelId === modelId && isSameFile(this.#given.file, file))
      return this.#given.tuning;
    const tuning = (await this.#stored(file).catch((error: unknown) => this.#warn(error)))?.tuning ?? null;
    this.#given = { modelId, file, tuning };
    return tuning;
  }

  /** To be called after each load. Never throws: a model that cannot be measured writes all the same. */
  async noteLoaded(file: FileStamp, loaded: LoadedModel): Promise<void> {
    if (this.#isSettled(file, loaded)) return;
    const { calibrations, estimator } = this.#ports;
    const { modelId, fingerprint } = loaded;
    const before = this.#loaded.get(modelId);
    try {
      await calibrations.rememberFile(file, fingerprint);
      if (before && before.fingerprint !== fingerprint) estimator.forget(modelId);
      const calibration = await this.#valid(loaded);
      this.#loaded.set(modelId, { file, fingerprint, isKnown: calibration !== null });
      if (calibration) this.#learn(modelId, calibration);
      else if (this.#measuring?.fingerprint !== fingerprint) this.#begin(loaded);
    } catch (error) {
      this.#warn(error);
    }
  }

  /** Texts that are worth writing at once in the states of a model that was measured; `undefined`: it was not. */
  parallelOf({ fingerprint, sequences }: LoadedModel): number | undefined {
    const togetherMs = this.#togetherMs.get(fingerprint);
    return togetherMs && parallelFor(togetherMs, sequences);
  }

  /** What is known of this file, for people. */
  async report(modelId: string, file: FileStamp): Promise<CalibrationReport> {
    const calibration = await this.#stored(file);
    if (!calibration) return { ...unknownReport, state: this.#stateOf(modelId) };
    return {
      state: 'done',
      readTokensPerSecond: calibration.readTokensPerSecond,
      writeTokensPerSecond: writeTokensPerSecond(calibration),
      parallel: calibration.tuning.parallel,
      draftTokens: draftTokensFor(calibration.passMs),
      threads: calibration.threads,
      batchTokens: calibration.tuning.batchTokens,
      measuredAt: calibration.measuredAt,
    };
  }

  #stateOf(modelId: string): 'measuring' | 'failed' | 'none' {
    if (this.#measuring?.modelId === modelId) return 'measuring';
    return this.#failures.has(this.#loaded.get(modelId)?.fingerprint ?? '') ? 'failed' : 'none';
  }

  /** Ends measuring; what was not finished is measured another time. */
  stop(): void {
    this.#isStopped = true;
    for (const { callOff } of this.#failures.values()) callOff();
    this.#measuring?.stop.abort();
  }

  /** Resolves when nothing is being measured any more. */
  async settled(): Promise<void> {
    await this.#measuring?.ended;
  }

  #isSettled(file: FileStamp, { modelId, fingerprint }: LoadedModel): boolean {
    const before = this.#loaded.get(modelId);
    if (before?.fingerprint !== fingerprint || !isSameFile(before.file, file)) return false;
    if (this.#isResting(fingerprint) || this.#measuring?.fingerprint === fingerprint) return true;
    return before.isKnown && !this.#ports.estimator.outruns(modelId);
  }

  /** `null` when it was not measured, or when runs have proven that it was measured wrongly. */
  async #valid({ modelId, fingerprint }: LoadedModel): Promise<Calibration | null> {
    if (!this.#ports.estimator.outruns(modelId)) return this.#ports.calibrations.get(await this.#keyOf(fingerprint));
    this.#probes.delete(fingerprint);
    return null;
  }

  #begin(loaded: LoadedModel): void {
    const { modelId, fingerprint } = loaded;
    if (this.#isStopped || this.#isResting(fingerprint)) return;
    this.#ports.estimator.learnShape(modelId, loaded.shape);
    this.#measuring?.stop.abort();
    const stop = new AbortController();
    const ended = this.#measureAll(loaded, stop)
      .catch((error: unknown) => {
        this.#warn(error);
        this.#restFrom(loaded);
      })
      .finally(() => {
        if (this.#measuring?.stop === stop) this.#measuring = null;
        this.#ports.publish({ type: 'calibration', model: modelId });
      });
    this.#measuring = { modelId, fingerprint, stop, ended };
    this.#ports.publish({ type: 'calibration', model: modelId });
  }

  #isResting(fingerprint: string): boolean {
    return this.#failures.get(fingerprint)?.isResting === true;
  }

  /** A failed attempt is made again after a while; where another model was loaded meanwhile, once this one is back. */
  #restFrom(loaded: LoadedModel): void {
    if (this.#isStopped) return;
    const { modelId, fingerprint } = loaded;
    const count = (this.#failures.get(fingerprint)?.count ?? 0) + 1;
    const callOff = this.#ports.surroundings.after(restMs(count, rests), () => {
      failure.isResting = false;
      const isThere = this.#ports.engine.status.model === modelId && this.#loaded.get(modelId)?.fingerprint === fingerprint;
      if (isThere) this.#begin(loaded);
    });
    const failure: Failure = { count, isResting: true, callOff };
    this.#failures.set(fingerprint, failure);
  }

  async #measureAll(loaded: LoadedModel, stop: AbortController): Promise<void> {
    const { calibrations, surroundings } = this.#ports;
    const { fingerprint, modelId, shape, threads: engineThreads } = loaded;
    const { physicalCores } = await this.#facts();
    const processor = { physicalCores, engineThreads };
    const measured = this.#probes.get(fingerprint) ?? [];
    this.#probes.set(fingerprint, measured);
    const attempt = { loaded, processor, measured, stop };
    for (let repeats = 0; repeats <= mostRepeats; repeats += 1) {
      await this.#probeAll(attempt);
      if (repeats < mostRepeats) await this.#repeat(disturbedProbes(measured, processor), attempt);
      if (stop.signal.aborted) return;
    }
    const disturbed = disturbedProbes(measured, processor);
    const sound = measured.filter((each) => !disturbed.includes(each));
    const facts = { ...(await this.#keyOf(fingerprint)), measuredAt: surroundings.now(), shape };
    const calibration = calibrationOf(facts, processor, sound);
    if (!calibration || (disturbed.length > 0 && !sound.some(({ probe }) => probe.kind === 'read'))) {
      this.#probes.delete(fingerprint); // other programs may have slowed down any of them
      throw new Error('more work took less time than less of it');
    }
    await calibrations.put(calibration);
    this.#failures.delete(fingerprint);
    const loadedFile = this.#loaded.get(modelId);
    if (loadedFile?.fingerprint === fingerprint) this.#loaded.set(modelId, { ...loadedFile, isKnown: true });
    this.#learn(modelId, calibration);
    if (this.#ports.engine.status.model === modelId) this.#ports.permit(parallelFor(calibration.togetherMs, loaded.sequences));
    surroundings.log.info({ model: modelId, ...calibration.tuning }, 'the model was measured on this machine');
  }

  /** Adds to what was measured until enough is known, or it is stopped. What fails and can be done without is left out. */
  async #probeAll({ loaded, processor, measured, stop }: Attempt): Promise<void> {
    const leftOut = this.#leftOut.get(loaded.fingerprint) ?? new Set();
    this.#leftOut.set(loaded.fingerprint, leftOut);
    const next = () => nextProbe(processor, measured, leftOut);
    for (let probe = next(); probe !== null; probe = next()) {
      try {
        const found = await this.#whenIdle(probe, loaded, stop);
        if (!found) return;
        measured.push(found);
      } catch (error) {
        const { code } = StudioError.from(error);
        if (isIndispensable(probe) || !failuresOfProbe.has(code)) throw error;
        leftOut.add(nameOf(probe));
        if (code === 'engine-failed') throw error; // it is not to crash again at once
        this.#warn(error);
      }
    }
  }

  /** Whatever disturbs a probe only makes it slower, so the faster of both times stands. */
  async #repeat(disturbed: readonly MeasuredProbe[], { loaded, measured, stop }: Attempt): Promise<void> {
    for (const before of disturbed) {
      if (!canRepeat(before, measured)) return;
      const again = await this.#whenIdle(before.probe, loaded, stop);
      if (!again) return;
      const repeated = { ...again, ms: Math.min(before.ms, again.ms), spentMs: before.spentMs + again.spentMs };
      measured.splice(measured.indexOf(before), 1, repeated);
    }
  }

  /** Carries out a probe while nobody wants the engine, from the start again where it was interrupted; `null` when it is stopped. */
  async #whenIdle(probe: Probe, { modelId }: LoadedModel, stop: AbortController): Promise<MeasuredProbe | null> {
    let measured: MeasuredProbe | null = null;
    while (!measured && !stop.signal.aborted) {
      await this.#ports.turns.runWhenIdle(async (signal) => {
        // another model may have taken its place while this one waited
        if (this.#ports.engine.status.model !== modelId) stop.abort();
        else measured = await this.#carryOut(probe, signal);
      }, stop.signal);
    }
    return measured;
  }

  /** `null` when it was interrupted. */
  async #carryOut(probe: Probe, signal: AbortSignal): Promise<MeasuredProbe | null> {
    const { engine, surroundings } = this.#ports;
    const startedMs = surroundings.elapsedMs();
    try {
      const ms = await engine.measure(probe, signal);
      return { probe, ms: Math.max(shortestMs, ms), spentMs: surroundings.elapsedMs() - startedMs };
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  async #stored(file: FileStamp): Promise<Calibration | null> {
    const fingerprint = await this.#ports.calibrations.fingerprintOf(file);
    return fingerprint === null ? null : this.#ports.calibrations.get(await this.#keyOf(fingerprint));
  }

  async #keyOf(fingerprint: string): Promise<CalibrationKey> {
    return { fingerprint, machine: (await this.#facts()).name, engineVersion: this.#ports.engine.version };
  }

  #facts(): Promise<{ readonly name: string; readonly physicalCores: number }> {
    this.#machine ??= this.#ports.machine.read().then((machine) => ({ name: machineName(machine), physicalCores: machine.physicalCores }));
    return this.#machine;
  }

  #learn(modelId: string, calibration: Calibration): void {
    this.#ports.estimator.learnCalibration(modelId, calibration);
    this.#togetherMs.set(calibration.fingerprint, calibration.togetherMs);
  }

  #warn(error: unknown): null {
    this.#ports.surroundings.log.warn({ error: String(error) }, 'the speed of a model could not be measured or looked up');
    return null;
  }
}

function isSameFile(one: FileStamp, other: FileStamp): boolean {
  return one.path === other.path && one.sizeBytes === other.sizeBytes && one.modifiedMs === other.modifiedMs;
}

const unknownReport: Omit<CalibrationReport, 'state'> = {
  readTokensPerSecond: null,
  writeTokensPerSecond: null,
  parallel: null,
  draftTokens: null,
  threads: null,
  batchTokens: null,
  measuredAt: null,
};
