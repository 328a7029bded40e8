import { z } from 'zod';
import {
  addVersionSchema,
  checkBriefSchema,
  chooseVersionSchema,
  costSchema,
  createDocumentSchema,
  dismissSuggestionSchema,
  documentDetailSchema,
  documentSummarySchema,
  estimateCostSchema,
  estimatePolishSchema,
  jobSchema,
  mergeSectionsSchema,
  polishCostSchema,
  polishSchema,
  replaceOutlineSchema,
  replaceTextsSchema,
  rewriteSectionSchema,
  sectionPromptSchema,
  warmDocumentSchema,
  splitSectionSchema,
  startJobSchema,
  startPolishSchema,
  suggestRowsSchema,
  updateDocumentSchema,
  versionSchema,
  wordedBriefSchema,
  briefSchema,
  writeOutlineSchema,
} from './documents.ts';
import { documentChecksSchema } from './checks.ts';
import { documentSorts, listedProgress, listedTexts } from './document-lists.ts';
import { nothing, pathId, type Endpoint } from './endpoint.ts';
import { runSchema } from './runs.ts';
import { templateProblemSchema, templateSchema } from './templates.ts';

/** The rows of the endpoint table that are about documents, sections, jobs and templates. */
export const documentEndpoints = {
  listDocuments: {
    method: 'GET',
    path: '/api/documents',
    params: nothing,
    query: z.object({
      bin: z.enum(['true']).optional(),
      /** Default: `own`, in the bin `all`. */
      texts: z.enum(listedTexts).optional(),
      /** Default: `updated`. */
      sort: z.enum(documentSorts).optional(),
      /** Id of the template; `free-writing` means those without one too. */
      template: z.string().min(1).max(100).optional(),
      progress: z.enum(listedProgress).optional(),
      limit: z.coerce.number().int().min(1).max(500).optional(),
      /** So many rows have been seen already. */
      skip: z.coerce.number().int().min(0).optional(),
      /** `updatedAt` of the last row seen. */
      before: z.string().optional(),
    }),
    body: null,
    response: z.object({ documents: z.array(documentSummarySchema), total: z.int() }),
  },
  createDocument: {
    method: 'POST',
    path: '/api/documents',
    params: nothing,
    query: nothing,
    body: createDocumentSchema,
    response: documentDetailSchema,
  },
  getDocument: { method: 'GET', path: '/api/documents/:id', params: pathId, query: nothing, body: null, response: documentDetailSchema },
  /** Title and brief; `conflict` when another page changed them or the outline. */
  updateDocument: {
    method: 'PATCH',
    path: '/api/documents/:id',
    params: pathId,
    query: nothing,
    body: updateDocumentSchema,
    response: documentDetailSchema,
  },
  binDocument: {
    method: 'POST',
    path: '/api/documents/:id/bin',
    params: pathId,
    query: nothing,
    body: nothing,
    response: documentDetailSchema,
  },
  restoreDocument: {
    method: 'POST',
    path: '/api/documents/:id/restore',
    params: pathId,
    query: nothing,
    body: nothing,
    response: documentDetailSchema,
  },
  /** Only what lies in the bin can be deleted for good. */
  deleteDocument: { method: 'DELETE', path: '/api/documents/:id', params: pathId, query: nothing, body: null, response: nothing },
  /** Reads ahead in the background what its next section will be asked for with, or the one that is named. Answers at once. */
  warmDocument: {
    method: 'POST',
    path: '/api/documents/:id/warm',
    params: pathId,
    query: nothing,
    body: warmDocumentSchema,
    response: nothing,
    status: 202,
  },
  /** Checks of its text that need no model: typography, style, repetition, numbers, points of the brief. Nothing is changed. */
  checkDocument: {
    method: 'GET',
    path: '/api/documents/:id/checks',
    params: pathId,
    query: nothing,
    body: null,
    response: documentChecksSchema,
  },
  /** What writing this will cost, before anything runs. Nothing is kept. */
  estimateCost: { method: 'POST', path: '/api/cost', params: nothing, query: nothing, body: estimateCostSchema, response: costSchema },
  /** What the model is asked, word for word, before an outline stands under it: to be looked at, and changed in the brief's `wording`. */
  wordBrief: { method: 'POST', path: '/api/brief', params: nothing, query: nothing, body: briefSchema, response: wordedBriefSchema },
  /**
   * Refused with `context-too-long` where this brief leaves no room for an answer. Loads the model for that; while something else is written, or the
   * brief is so short that it always fits, nothing is looked at.
   */
  checkBrief: { method: 'POST', path: '/api/brief/check', params: nothing, query: nothing, body: checkBriefSchema, response: nothing },
  /** Every form of text that can be chosen, and why other files cannot be used. */
  listTemplates: {
    method: 'GET',
    path: '/api/templates',
    params: nothing,
    query: nothing,
    body: null,
    response: z.object({ templates: z.array(templateSchema), problems: z.array(templateProblemSchema) }),
  },
  /** Writes a bundled template into the data folder, where it can be edited; `conflict` when there is one already. */
  copyTemplate: {
    method: 'POST',
    path: '/api/templates/:id/copy',
    params: z.object({ id: z.string().min(1).max(100) }),
    query: nothing,
    body: nothing,
    response: z.object({ template: templateSchema, path: z.string() }),
  },
  /** Starts the run that writes an outline; its rows take the place of all that are neither locked nor written. */
  writeOutline: {
    method: 'POST',
    path: '/api/documents/:id/outline',
    params: pathId,
    query: nothing,
    body: writeOutlineSchema,
    response: runSchema,
  },
  /** The rows in their new order: edits, adds, moves and takes away at once. A row that was taken away comes back with its text when it is named again. */
  replaceOutline: {
    method: 'PATCH',
    path: '/api/documents/:id/outline',
    params: pathId,
    query: nothing,
    body: replaceOutlineSchema,
    response: documentDetailSchema,
  },
  /** Other texts for several sections, all of them or none: `conflict` or `section-locked` when one was changed elsewhere, is being written or locked. */
  replaceTexts: {
    method: 'POST',
    path: '/api/documents/:id/texts',
    params: pathId,
    query: nothing,
    body: replaceTextsSchema,
    response: documentDetailSchema,
  },
  /** Starts the run that suggests other headings and points for one row; its text is JSON, and nothing is changed. */
  suggestRows: {
    method: 'POST',
    path: '/api/documents/:id/suggestions',
    params: pathId,
    query: nothing,
    body: suggestRowsSchema,
    response: runSchema,
  },
  /** Starts the run that words a passage anew; nothing is changed by it. `section-locked` where it stands in a locked one. */
  polishText: {
    method: 'POST',
    path: '/api/documents/:id/polish',
    params: pathId,
    query: nothing,
    body: polishSchema,
    response: runSchema,
  },
  /** What polishing every paragraph of the document will cost, before anything runs. Nothing is kept. */
  estimatePolish: {
    method: 'POST',
    path: '/api/documents/:id/polish-cost',
    params: pathId,
    query: nothing,
    body: estimatePolishSchema,
    response: polishCostSchema,
  },
  /** Starts the job that words every paragraph anew. Its results are suggestions: the text changes only when the writer accepts them. */
  startPolish: {
    method: 'POST',
    path: '/api/documents/:id/polish-jobs',
    params: pathId,
    query: nothing,
    body: startPolishSchema,
    response: jobSchema,
  },
  startJob: { method: 'POST', path: '/api/documents/:id/jobs', params: pathId, query: nothing, body: startJobSchema, response: jobSchema },
  /** What the engine will be given when this section is written next: anew, where it is done. Nothing is begun. */
  getSectionPrompt: {
    method: 'GET',
    path: '/api/sections/:id/prompt',
    params: pathId,
    query: nothing,
    body: null,
    response: sectionPromptSchema,
  },
  rewriteSection: {
    method: 'POST',
    path: '/api/sections/:id/rewrite',
    params: pathId,
    query: nothing,
    body: rewriteSectionSchema,
    response: jobSchema,
  },
  /** Cuts a section in two where a paragraph begins. */
  splitSection: {
    method: 'POST',
    path: '/api/sections/:id/split',
    params: pathId,
    query: nothing,
    body: splitSectionSchema,
    response: documentDetailSchema,
  },
  /** Makes one section of this one and the next; `conflict` when either is locked or being written. */
  mergeSections: {
    method: 'POST',
    path: '/api/sections/:id/merge',
    params: pathId,
    query: nothing,
    body: mergeSectionsSchema,
    response: documentDetailSchema,
  },
  /** Every version of a section, the newest first. */
  listVersions: {
    method: 'GET',
    path: '/api/sections/:id/versions',
    params: pathId,
    query: nothing,
    body: null,
    response: z.object({ versions: z.array(versionSchema) }),
  },
  addVersion: {
    method: 'POST',
    path: '/api/sections/:id/versions',
    params: pathId,
    query: nothing,
    body: addVersionSchema,
    response: documentDetailSchema,
  },
  chooseVersion: {
    method: 'POST',
    path: '/api/sections/:id/version',
    params: pathId,
    query: nothing,
    body: chooseVersionSchema,
    response: documentDetailSchema,
  },
  /** The suggestion no longer waits for a verdict; it stays among the versions. */
  dismissSuggestion: {
    method: 'POST',
    path: '/api/sections/:id/dismiss',
    params: pathId,
    query: nothing,
    body: dismissSuggestionSchema,
    response: documentDetailSchema,
  },
} as const satisfies Record<string, Endpoint>;
