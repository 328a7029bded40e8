import type { Settings, StudioEvent, System } from '@maobi/contract';
import { ConversationService } from './conversations/conversation-service.ts';
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
  /** How long runs take on this machine. Default: nobody knows. */
  readonly estimator?: RunEstimator;
  /** What calibration found out for a model on this machine. Default: nothing. */
  readonly tuningOf?: (modelId: string) => EngineTuning | null;
}

const unknownEstimates: RunEstimator = { estimate: () => null, observe: () => undefined };

/** Puts the services together. The studio owns engine, store and model files from here on and closes them. */
export function createStudio(ports: StudioPorts): Studio {
  const { engine, store, modelFiles, surroundings } = ports;
  const events = new StudioEvents();
  const publish = (event: StudioEvent) => events.publish(event);
  const scheduler: Scheduler = new Scheduler(maxWaitingRuns, () => runs.showOrder());
  const models = new ModelService({
    engine,
    modelFiles,
    settings: store.settings,
    surroundings,
    scheduler,
    publish,
    tuningOf: ports.tuningOf ?? (() => null),
    modelOverride: ports.modelOverride ?? null,
  });
  const runs: RunService = new RunService({
    engine,
    runs: store.runs,
    surroundings,
    scheduler,
    models,
    estimator: ports.estimator ?? unknownEstimates,
    publish,
    onConversationChange: (id) => conversations.announce(id),
    titleOf: (id) => conversations.titleOf(id),
  });
  const readAhead = new ReadAhead({ engine, scheduler, models, surroundings });
  const conversations: ConversationService = new ConversationService({ store, surroundings, models, runs, readAhead, publish });
  const unwatchEngine = engine.watch((status) => {
    publish({ type: 'engine', status });
    if (status.error?.code === 'model-suspect') publish({ type: 'models' });
  });
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
      await readAhead.stop();
      await runs.shutDown();
      unwatchEngine();
      await modelFiles[Symbol.asyncDispose]();
      await engine[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
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
    recommended: await models.recommended(machine),
    notices: ports.store.notices.map(({ code, text }, index) => ({ id: `${code}-${index}`, code, text })),
  };
}
