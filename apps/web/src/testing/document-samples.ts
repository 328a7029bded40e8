import {
  plainBrief,
  type Comment,
  type DocumentDetail,
  type DocumentSummary,
  type Job,
  type ListedJob,
  type Run,
  type Section,
  type Version,
} from '@maobi/contract';
import type { TalkScope } from '../document/aide/talk/talk-scope.ts';
import { sampleId } from './samples.ts';

const at = '2026-11-01T00:00:00.000Z';

const sampleBrief = plainBrief({ topic: 'Small-town libraries', language: 'en', words: 600 });

/** A run of document 1. */
export function sampleRun(number: number, fields: Partial<Run> = {}): Run {
  return {
    id: sampleId(5000 + number),
    action: 'draft',
    conversationId: null,
    messageId: null,
    documentId: sampleId(1),
    versionId: null,
    model: 'demo',
    state: 'writing',
    seed: 1,
    createdAt: at,
    endedAt: null,
    usage: null,
    timings: null,
    error: null,
    ...fields,
  };
}

export function endedRun(number: number, fields: Partial<Run> = {}): Run {
  return sampleRun(number, { state: 'done', endedAt: at, ...fields });
}

/** The version with this number, of the section with that one. */
export function sampleVersion(number: number, sectionNumber: number, fields: Partial<Version> = {}): Version {
  return {
    id: sampleId(3000 + number),
    sectionId: sampleId(2000 + sectionNumber),
    parentId: null,
    source: 'model',
    text: 'Books are patient. They wait for **whoever** comes.',
    createdAt: at,
    run: null,
    lastSeq: 0,
    ...fields,
  };
}

/** Section 2000 + number of document 1. */
export function sampleSection(number: number, fields: Partial<Section> = {}): Section {
  return {
    id: sampleId(2000 + number),
    documentId: sampleId(1),
    heading: `Part ${number}`,
    points: [`Point ${number}`],
    target: 200,
    isLocked: false,
    version: null,
    suggestion: null,
    count: 0,
    state: 'empty',
    ...fields,
  };
}

/** A comment on words of section 1 of document 1, as `sampleVersion` has them. */
export function sampleComment(number: number, fields: Partial<Comment> = {}): Comment {
  return {
    id: sampleId(6000 + number),
    documentId: sampleId(1),
    sectionId: sampleId(2001),
    quote: 'They wait for **whoever** comes',
    before: 'Books are patient. ',
    after: '.',
    text: `Remark ${number}`,
    revision: 1,
    createdAt: at,
    updatedAt: at,
    resolvedAt: null,
    ...fields,
  };
}

export function sampleJob(fields: Partial<Job> = {}): Job {
  return {
    id: sampleId(4001),
    kind: 'write',
    wait: null,
    documentId: sampleId(1),
    title: 'Libraries',
    state: 'open',
    sectionIds: null,
    createdAt: at,
    endedAt: null,
    error: null,
    ...fields,
  };
}

/** The job with this number, in the list of all. */
export function sampleListedJob(number: number, fields: Partial<ListedJob> = {}): ListedJob {
  const job = sampleJob({ id: sampleId(4000 + number), documentId: sampleId(number), title: `Document ${number}` });
  return { ...job, progress: { done: 0, total: 600 }, estimate: { waitingMs: null, remainingMs: null }, ...fields };
}

export function sampleDocument(fields: Partial<DocumentDetail> = {}): DocumentDetail {
  return {
    id: sampleId(1),
    title: 'Libraries',
    brief: sampleBrief,
    revision: 1,
    createdAt: at,
    updatedAt: at,
    binnedAt: null,
    batch: null,
    sections: [],
    job: null,
    outlineRun: null,
    ...fields,
  };
}

export function sampleDocumentSummary(number: number, fields: Partial<DocumentSummary> = {}): DocumentSummary {
  const { sections: _sections, job: _job, outlineRun: _run, ...document } = sampleDocument();
  const updatedAt = new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString();
  const rest = { sectionCount: 3, count: 300, jobState: null };
  return { ...document, ...rest, id: sampleId(number), title: `Document ${number}`, updatedAt, ...fields };
}

/** A question beside a document that goes with nothing but its outline. */
export const sampleTalkScope: TalkScope = {
  scope: 'outline',
  offered: ['outline'],
  choose: () => undefined,
  context: { sectionIds: [] },
  passage: null,
  section: null,
  at: null,
};
