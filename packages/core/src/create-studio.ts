import type { Run, Settings, StudioEvent, System } from '@maobi/contract';
import { createCodeCheck } from './code/check-blocks.ts';
import { createServices, type Services } from './create-services.ts';
import { earlierRuns, learnEarlierRuns } from './estimates/earlier-runs.ts';
import { paceOf } from './estimates/model-pace.ts';
import { StudioEvents } from './events/studio-events.ts';
import type { ModelService } from './models/model-service.ts';
import type { Engine } from './ports/engine.ts';
import type { Surroundings } from './ports/surroundings.ts';
import type { StudioPorts } from './studio-ports.ts';
import type { Studio, StudioSettings, StudioStorage } from './studio.ts';

/** Puts the services together. The studio owns engine, store and model files from here on and closes them. */
export function createStudio(ports: StudioPorts): Studio {
  const { engine, store, modelFiles, surroundings } = ports;
  const events = new StudioEvents();
  const publish = (event: StudioEvent) => events.publish(event);
  const services = createServices(ports, publish);
  const { models, comparison, runs, conversations, documents, images, documentRuns, jobs, batches, batchWriter } = services;
  const unwatchEngine = publishEngine(engine, publish);

  return {
    conversations,
    documents,
    comments: services.comments,
    images,
    jobs,
    batches,
    bin: services.bin,
    templates: ports.templates,
    runs,
    models,
    comparison,
    settings: createSettings(ports, publish),
    storage: createStorage(ports, models),
    code: createCodeCheck(ports.checkCode, surroundings),
    async start() {
      const interrupted = await store.runs.interruptOpen(surroundings.now());
      if (interrupted.length > 0) surroundings.log.info({ runs: interrupted.length }, 'runs of the last session were interrupted');
      learnEarlierRuns(await store.runs.lastMeasured(earlierRuns), { estimator: services.estimator, lengths: runs.lengths });
      await documentRuns.takeOverUnused();
      await jobs.resumeOpen();
      await batchWriter.resumeOpen();
      images.tidySoon();
      if (ports.preload) models.preload();
    },
    system: () => describeSystem(ports, services),
    async restartEngine() {
      let broken: Run[] = [];
      const status = await models.restart(async () => {
        broken = await runs.interruptAtWork();
      });
      await Promise.all(broken.map((run) => conversations.goOn(run)));
      return status;
    },
    events: (signal) => events.watch(signal),
    async interruptRuns() {
      batchWriter.prepareShutDown();
      jobs.prepareShutDown();
      await runs.shutDown();
    },
    [Symbol.asyncDispose]: async () => {
      await endWork(services);
      unwatchEngine();
      await modelFiles[Symbol.asyncDispose]();
      await engine[Symbol.asyncDispose]();
      await services.calibrations.settled();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Ends whatever is at work; text that was written is kept. */
async function endWork(services: Services): Promise<void> {
  const { models, calibrations, comparison, readAhead, batchWriter, jobs, runs, documentRuns, images } = services;
  models.stop();
  calibrations.stop();
  comparison.prepareShutDown();
  await readAhead.stop();
  batchWriter.prepareShutDown();
  jobs.prepareShutDown();
  await runs.shutDown();
  await batchWriter.settled();
  await jobs.settled();
  await comparison.settled();
  await documentRuns.settled();
  await images.stop();
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

function createStorage({ dataFiles, dataFolder }: StudioPorts, models: ModelService): StudioStorage {
  const read = async () => ({ folder: dataFolder, parts: await dataFiles.sizes() });
  return {
    read,
    async clearStates() {
      await models.withoutEngine(() => dataFiles.clearStates());
      return read();
    },
  };
}

function newApiKey(surroundings: Surroundings): string {
  return `maobi-${surroundings.newSecret()}`;
}

async function describeSystem(ports: StudioPorts, { models, estimator }: Pick<Services, 'models' | 'estimator'>): Promise<System> {
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
    pace: paceOf(activeModel, estimator),
    recommended: await models.recommended(machine),
    notices: ports.store.notices.map((notice, index) => ({ ...notice, id: `${notice.code}-${index}` })),
  };
}
