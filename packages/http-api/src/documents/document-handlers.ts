import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

type Documents =
  | 'listDocuments'
  | 'createDocument'
  | 'getDocument'
  | 'updateDocument'
  | 'binDocument'
  | 'restoreDocument'
  | 'deleteDocument'
  | 'warmDocument'
  | 'checkDocument'
  | 'estimateCost'
  | 'wordBrief'
  | 'checkBrief'
  | 'writeOutline'
  | 'replaceOutline'
  | 'replaceTexts'
  | 'suggestRows'
  | 'polishText';
type Sections =
  | 'getSectionPrompt'
  | 'rewriteSection'
  | 'splitSection'
  | 'mergeSections'
  | 'listVersions'
  | 'addVersion'
  | 'chooseVersion'
  | 'dismissSuggestion';
type Jobs = 'startJob' | 'startPolish' | 'estimatePolish' | 'listJobs' | 'pauseJob' | 'resumeJob' | 'stopJob' | 'moveJob';
type Night = 'getNightRun' | 'setNightRun' | 'cancelNightRun' | 'seeNightSummary';

export function documentHandlers({ documents }: Studio): HandlersOf<Documents> {
  return {
    listDocuments: ({ query: { bin, ...query } }) => documents.list({ inBin: bin === 'true', ...said(query) }),
    createDocument: ({ body }) => documents.create(body),
    getDocument: ({ params }) => documents.get(params.id),
    updateDocument: ({ params, body }) => documents.update(params.id, body),
    binDocument: ({ params }) => documents.bin(params.id),
    restoreDocument: ({ params }) => documents.restore(params.id),
    deleteDocument: async ({ params }) => {
      await documents.delete(params.id);
      return {};
    },
    warmDocument: async ({ params, body }) => {
      await documents.warm(params.id, body.sectionId);
      return {};
    },
    checkDocument: ({ params }) => documents.check(params.id),
    estimateCost: ({ body }) => documents.estimateCost(body),
    wordBrief: ({ body }) => documents.wordBrief(body),
    checkBrief: async ({ body }) => {
      await documents.checkBrief(body);
      return {};
    },
    writeOutline: ({ params, body }) => documents.writeOutline(params.id, body),
    replaceOutline: ({ params, body }) => documents.replaceOutline(params.id, body),
    replaceTexts: ({ params, body }) => documents.replaceTexts(params.id, body),
    suggestRows: ({ params, body }) => documents.suggestRows(params.id, body),
    polishText: ({ params, body }) => documents.polishText(params.id, body),
  };
}

/** Without what was left out. */
function said<Query extends object>(query: Query): { [Name in keyof Query]?: Exclude<Query[Name], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as never;
}

export function sectionHandlers({ documents, jobs }: Studio): HandlersOf<Sections> {
  return {
    getSectionPrompt: ({ params }) => documents.nextPrompt(params.id),
    rewriteSection: ({ params, body }) => jobs.rewrite(params.id, body),
    splitSection: ({ params, body }) => documents.splitSection(params.id, body),
    mergeSections: ({ params, body }) => documents.mergeSections(params.id, body),
    listVersions: async ({ params }) => ({ versions: await documents.versions(params.id) }),
    addVersion: ({ params, body }) => documents.addVersion(params.id, body),
    chooseVersion: ({ params, body }) => documents.chooseVersion(params.id, body),
    dismissSuggestion: ({ params, body }) => documents.dismissSuggestion(params.id, body),
  };
}

export function jobHandlers({ jobs }: Studio): HandlersOf<Jobs> {
  return {
    startJob: ({ params, body }) => jobs.start(params.id, body),
    startPolish: ({ params, body }) => jobs.polish(params.id, body),
    estimatePolish: ({ params, body }) => jobs.estimatePolish(params.id, body),
    listJobs: async () => ({ jobs: await jobs.list() }),
    pauseJob: ({ params }) => jobs.pause(params.id),
    resumeJob: ({ params }) => jobs.resume(params.id),
    stopJob: ({ params }) => jobs.stop(params.id),
    moveJob: async ({ params, body }) => ({ jobs: await jobs.move(params.id, body.before) }),
  };
}

export function nightHandlers({ jobs: { night } }: Studio): HandlersOf<Night> {
  return {
    getNightRun: () => night.plan(),
    setNightRun: ({ body }) => night.set(body),
    cancelNightRun: () => night.cancel(),
    seeNightSummary: () => night.seen(),
  };
}
