import type { StudioEvent } from '@maobi/contract';
import { BinService } from './bin/bin-service.ts';
import { CalibrationService } from './calibration/calibration-service.ts';
import { CommentService } from './comments/comment-service.ts';
import { ComparisonService } from './comparison/comparison-service.ts';
import { ConversationService } from './conversations/conversation-service.ts';
import { type BatchServices, createBatches } from './batches/create-batches.ts';
import { createDocuments, type DocumentServices } from './documents/create-documents.ts';
import { templatesFrom } from './documents/template-wording.ts';
import { LearningRunEstimator } from './estimates/learning-estimator.ts';
import { tellingEstimator } from './estimates/model-pace.ts';
import type { RunEstimator } from './estimates/run-estimator.ts';
import { ImageService } from './images/image-service.ts';
import { ModelService } from './models/model-service.ts';
import { ReadAhead } from './runs/read-ahead.ts';
import { RunService } from './runs/run-service.ts';
import { idleTurnsOf } from './scheduling/idle-turns.ts';
import { Scheduler } from './scheduling/scheduler.ts';
import type { StudioPorts } from './studio-ports.ts';

/** More waiting runs of one urgency than this are refused: nobody waits for the hundredth answer of a laptop. */
const maxWaitingRuns = 100;

export interface Services extends DocumentServices, BatchServices {
  readonly images: ImageService;
  readonly models: ModelService;
  /** All that is expected of runs comes from it. */
  readonly estimator: RunEstimator;
  readonly calibrations: CalibrationService;
  readonly comparison: ComparisonService;
  readonly runs: RunService;
  readonly readAhead: ReadAhead;
  readonly conversations: ConversationService;
  readonly comments: CommentService;
  readonly bin: BinService;
}

/** Everything that a studio is made of. @param tellPages tells every open page what changed */
export function createServices(ports: StudioPorts, tellPages: (event: StudioEvent) => void): Services {
  const publish = (event: StudioEvent): void => {
    tellPages(event);
    batches.batchWriter.observe(event);
  };
  const { engine, store, modelFiles, surroundings, templates, tables, makePage } = ports;
  const scheduler: Scheduler = new Scheduler(maxWaitingRuns, () => runs.showOrder());
  const learned = new LearningRunEstimator();
  const turns = idleTurnsOf(scheduler, () => ({ id: surroundings.newId(), owner: 'calibration', model: engine.status.model }));
  const permit = (textsAtOnce: number): void => scheduler.permit(textsAtOnce);
  const calibrations = new CalibrationService({ ...ports, calibrations: store.calibrations, turns, estimator: learned, publish, permit });
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
  const comparison = createComparison(ports, scheduler, models, publish);
  const estimator = tellingEstimator(ports.estimator ?? learned, (model) => publish({ type: 'pace', model }));
  const runs: RunService = new RunService({
    engine,
    runs: store.runs,
    surroundings,
    scheduler,
    models,
    estimator,
    publish,
    onRunChange: async ({ conversationId, documentId }) => {
      if (conversationId !== null) await conversations.announce(conversationId);
      if (documentId !== null) await documents.documents.announce(documentId);
    },
    nameOf: (run) => (run.conversationId === null ? documents.documents.nameOf(run) : conversations.nameOf(run.conversationId)),
  });
  const readAhead = new ReadAhead({ engine, scheduler, models, surroundings });
  const shared = { store, surroundings, models, runs, readAhead, publish };
  const images = new ImageService({ images: store.images, surroundings });
  const conversations: ConversationService = new ConversationService(shared);
  const documents: DocumentServices = createDocuments({
    ...shared,
    engine,
    estimator,
    images,
    tables,
    makePage,
    atOnce: () => models.textsAtOnce,
    groupOf: (documentId) => batches.batchWriter.batchOf(documentId),
    ...templatesFrom(templates),
  });
  const comments = new CommentService(shared);
  const batches: BatchServices = createBatches({ ...shared, ...documents, engine, estimator, tables, templates });
  const bin = new BinService({ ...shared, images, documents: documents.documents });
  return { images, models, estimator, calibrations, comparison, runs, readAhead, conversations, comments, bin, ...documents, ...batches };
}

function createComparison(ports: StudioPorts, scheduler: Scheduler, models: ModelService, publish: (event: StudioEvent) => void) {
  const { store, surroundings } = ports;
  // no model of the studio's own engine: whatever that would have to do goes first
  const turns = idleTurnsOf(scheduler, () => ({ id: surroundings.newId(), owner: 'comparison', model: 'comparison' }));
  return new ComparisonService({ ...ports, models, comparisons: store.comparisons, turns, publish });
}
