import type { Settings, StudioEvent, System } from '@maobi/contract';
import { CalibrationService } from './calibration/calibration-service.ts';
import { ConversationService } from './conversations/conversation-service.ts';
import { LearningRunEstimator } from './estimates/learning-estimator.ts';
import { StudioEvents } from './events/studio-events.ts';
import { ModelService } from './models/model-service.ts';
import type { RunEstimator } from './estimates/run-estimator.ts';
import type { Engine, EngineTuning } from './ports/engine.ts';
import type { MachineProbe } from './ports/machine.ts';
import type { ModelFiles } from './ports/model-files.ts';
import type { Store } from './ports/store.ts';
import type { Surroundings } from './ports/surroundings.ts';
import { ReadAhead } from './runs/read-ahead.ts';
import { RunService } from './runs/run-service.ts';
import { idleTurnsOf } from './scheduling/idle-turns.ts';
import { Scheduler } from './scheduling/scheduler.ts';
import type { Studio, StudioSettings } from './studio.ts';

/** More waiting runs of one urgency than this are refused: nobody waits for the hundredth answer of a laptop. */
const maxWaitingRuns = 100;

export interface StudioPorts {
  readonly engine: Engine;
  readonly store: Store;
  readonly modelFiles: ModelFiles;
  readonly machine: MachineProbe;
  readonly surroundings: Surroundings;
  /** Of the product. */
  readonly version: string;
  readonly nodeVersion: string;
  readonly dataFolder: string;
  /** Model of this process (`--model`, `MAOBI_MODEL`), before any setting; a path or an id. Default: none. */
  readonly modelOverride?: string | null;
  /** Load the active model at `start`, so that the first answer need not wait. Default: no. */
  readonly preload?: boolean;
  /** In place of what was learned from calibration and earlier runs. */
  readonly estimator?: RunEstimator;
  /** In place of what calibration found out. */
  readonly tuningOf?: (modelId: string) => EngineTuning | null;
}

/** Puts the services together. The studio owns engine, store and model files from here on and closes them. */
export function createStudio(ports: StudioPorts): Studio {
  const { engine, store, modelFiles, surroundings } = ports;
  const events = new StudioEvents();
  const publish = (event: StudioEvent) => events.publish(event);
  const scheduler: Scheduler = new Scheduler(maxWaitingRuns, () => runs.showOrder());
  const learned = new LearningRunEstimator();
  const turns = idleTurnsOf(scheduler, () => ({ id: surroundings.newId(), owner: 'calibration', model: engine.status.model }));
  const calibrations = new CalibrationService({ ...ports, calibrations: store.calibrations, turns, estimator: learned, publish });
  const models = new ModelService({
    engine,
    modelFiles,
    settings: store.settings,
    surroundings,
    scheduler,
    calibrations,
    publish,
    tuningOf: ports.tuningOf ?? ((id, file) => calibrations.tuningFor(id, file)),
    modelOverride: ports.modelOverride ?? null,
  });
  const runs: RunService = new RunService({
    engine,
    runs: store.runs,
    surroundings,
    scheduler,
    models,
    estimator: ports.estimator ?? learned,
    publish,
    onConversationChange: (id) => conversations.announce(id),
    titleOf: (id) => conversations.titleOf(id),
  });
  const readAhead = new ReadAhead({ engine, scheduler, models, surroundings });
  const conversations: ConversationService = new ConversationService({ store, surroundings, models, runs, readAhead, publish });
  const unwatchEngine = publishEngine(engine, publish);
  const settings = createSettings(ports, publish);

  return {
    conversations,
    runs,
    models,
    settings,
    async start() {
      const interrupted = await store.runs.interruptOpen(surroundings.now());
      if (interrupted.length > 0) surroundings.log.info({ runs: interrupted.length }, 'runs of the last session were interrupted');
      if (ports.preload) models.preload();
    },
    system: () => describeSystem(ports, models),
    events: (signal) => events.watch(signal),
    interruptRuns: () => runs.shutDown(),
    async [Symbol.asyncDispose]() {
      models.stop();
      calibrations.stop();
      await readAhead.stop();
      await runs.shutDown();
      unwatchEngine();
      await modelFiles[Symbol.asyncDispose]();
      await engine[Symbol.asyncDispose]();
      await calibrations.settled();
      await store[Symbol.asyncDispose]();
    },
  };
}

function publishEngine(engine: Engine, publish: (event: StudioEvent) => void): () => void {
  return engine.watch((status) => {
    publish({ type: 'engine', status });
    if (status.error?.code === 'model-suspect') publish({ type: 'models' });
  });
}

function createSettings({ store, surroundings }: StudioPorts, publish: (event: StudioEvent) => void): StudioSettings {
  return {
    read: () => store.settings.read(),
    async update(change: Partial<Settings>) {
      const settings = await store.settings.update(change);
      publish({ type: 'settings', settings });
      return settings;
    },
    apiKey: () => store.settings.apiKey(newApiKey(surroundings)),
    async replaceApiKey() {
      const key = newApiKey(surroundings);
      await store.settings.replaceApiKey(key);
      return key;
    },
  };
}

function newApiKey(surroundings: Surroundings): string {
  return `maobi-${surroundings.newSecret()}`;
}

async function describeSystem(ports: StudioPorts, models: ModelService): Promise<System> {
  const machine = await ports.machine.read();
  const activeModel = await models.active();
  return {
    version: ports.version,
    nodeVersion: ports.nodeVersion,
    sqliteVersion: ports.store.version,
    engineVersion: ports.engine.version,
    dataFolder: ports.dataFolder,
    machine,
    engine: ports.engine.status,
    settings: await ports.store.settings.read(),
    activeModel,
    isDemo: activeModel === 'demo',
    calibration: await models.calibration(activeModel),
    recommended: await models.recommended(machine),
    notices: ports.store.notices.map(({ code, text }, index) => ({ id: `${code}-${index}`, code, text })),
  };
}
