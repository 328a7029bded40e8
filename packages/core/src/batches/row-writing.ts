import { type Brief, documentTitle, type Id, type Job, type Run, type WritingOptions } from '@maobi/contract';
import type { DocumentRuns } from '../documents/document-runs.ts';
import type { DocumentService } from '../documents/document-service.ts';
import type { JobService } from '../documents/job-service.ts';
import { StudioError } from '../errors.ts';
import { sectionCountFor } from '../length/section-count.ts';
import type { ModelService } from '../models/model-service.ts';
import type { StoredBatchRow } from '../ports/batch-store.ts';
import type { StoredSection } from '../ports/document-store.ts';
import type { StoredJob } from '../ports/job-store.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { RunService } from '../runs/run-service.ts';
import { isSameBrief } from './row-brief.ts';
import { standingDocument } from './row-view.ts';

export interface RowWritingPorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly models: ModelService;
  readonly runs: RunService;
  readonly documents: DocumentService;
  readonly documentRuns: DocumentRuns;
  readonly jobs: JobService;
  /** Resolves once this is true; looked at again whenever a document has changed. False: the program ends before that. */
  readonly until: (isTrue: () => Promise<boolean>) => Promise<boolean>;
}

export interface WantedRow {
  readonly batchId: Id;
  readonly row: StoredBatchRow;
  readonly brief: Brief;
  readonly options: WritingOptions;
  /** Whether it is still to be written: its batch may rest by now, or the row be gone. */
  readonly isStillWanted: () => Promise<boolean>;
  /** Told which document it becomes, before anything is written there. */
  readonly onDocument: (documentId: Id) => void;
}

/**
 * How the work on a row ended. `halted`: what was at work for it was stopped, by whomever; `ending`: the program ends; `failed`: `isKept`, where the
 * error stands with its job already.
 */
export type RowEnd =
  | { readonly type: 'written' | 'halted' | 'ending' }
  | { readonly type: 'failed'; readonly error: NonNullable<Job['error']>; readonly isKept: boolean };

const maxHeadingLength = 200;
/** Outlines in a row that broke off. */
const mostOutlines = 3;
/** What a row's job works on: all of its document, which the night run binds. */
const wholeDocument = { sectionIds: null };

/**
 * Has a row written: its document, its outline, its job, each only where it is missing, so that after a crash the same steps go on where they
 * broke off.
 */
export async function writeRow(wanted: WantedRow, ports: RowWritingPorts): Promise<RowEnd> {
  const documentId = await documentOfRow(wanted, ports);
  wanted.onDocument(documentId);
  const end = await plannedFor(documentId, wanted, ports);
  return end ?? (await written(documentId, wanted, ports));
}

/** The one that was made for just this row before, else a new one. */
async function documentOfRow({ batchId, row, brief }: WantedRow, { store, documents, surroundings }: RowWritingPorts): Promise<Id> {
  const standing = standingDocument(row);
  if (row.documentId !== null && standing && isSameBrief(standing.brief, brief)) return row.documentId;
  // noted before it is made: made first, a crash in between would leave a document that nobody knows
  const id = row.documentId !== null && row.document === null ? row.documentId : surroundings.newId();
  await store.batches.setRow(row.id, { documentId: id });
  await documents.create({ id, brief }, batchId);
  return id;
}

/** `null`: there is an outline now. */
async function plannedFor(documentId: Id, wanted: WantedRow, ports: RowWritingPorts): Promise<RowEnd | null> {
  const { brief, options } = wanted;
  const { store, models, surroundings, documentRuns, until } = ports;
  for (let attempts = 0; !(await isPlanned(documentId, store)); attempts += 1) {
    const model = await models.choose(options.model ?? null);
    if (sectionCountFor(brief.words, await models.sectionWords(model)) === 1) {
      const heading = documentTitle({ title: '', brief }).slice(0, maxHeadingLength);
      const rows = [{ id: surroundings.newId(), heading, points: [], target: brief.words, isLocked: false }];
      await store.documents.replaceOutline(documentId, { revision: null, rows, now: surroundings.now() });
      return null;
    }
    const standing = await store.documents.latestRun(documentId, 'outline');
    if (standing === null || standing.endedAt !== null) {
      if (attempts === mostOutlines) return failed('The engine failed while it planned.');
      const end = await timeToPlan(wanted, ports);
      if (end) return end;
      await documentRuns.writeOutline(documentId, { runId: surroundings.newId(), options }, 'job');
    }
    if (!(await until(() => isTakenOver(documentId, store)))) return { type: 'ending' };
    const end = endOfOutline(await store.documents.latestRun(documentId, 'outline'));
    if (end) return end;
  }
  return null;
}

/** Planning keeps the hours of jobs. `null`: it may begin. */
async function timeToPlan({ isStillWanted }: WantedRow, { jobs, until }: RowWritingPorts): Promise<RowEnd | null> {
  const hasCome = await until(async () => jobs.night.mayWork(wholeDocument) || !(await isStillWanted()));
  if (!hasCome) return { type: 'ending' };
  return (await isStillWanted()) ? null : { type: 'halted' };
}

/** Rows that a crash left over are no outline: it is asked for anew, as long as nothing stands under it. */
async function isPlanned(documentId: Id, store: Store): Promise<boolean> {
  const sections = await store.documents.sections(documentId);
  if (sections.length === 0) return false;
  const run = await store.documents.latestRun(documentId, 'outline');
  return run?.state !== 'interrupted' || sections.some(hasText);
}

function hasText({ version }: StoredSection): boolean {
  return version !== null && version.text.trim() !== '';
}

async function isTakenOver(documentId: Id, store: Store): Promise<boolean> {
  const run = await store.documents.latestRun(documentId, 'outline');
  if (run === null) return true;
  if (run.endedAt === null) return false;
  return !(await store.documents.unusedOutlines()).some(({ id }) => id === run.id);
}

/** `null`: it is there, or may be asked for once more. */
function endOfOutline(run: Run | null): RowEnd | null {
  if (run?.state === 'stopped') return { type: 'halted' };
  if (run?.state === 'failed' && run.error) return { type: 'failed', error: run.error, isKept: false };
  return null;
}

function failed(message: string): RowEnd {
  return { type: 'failed', error: new StudioError('engine-failed', message).toBody(), isKept: false };
}

async function written(documentId: Id, { options, isStillWanted }: WantedRow, ports: RowWritingPorts): Promise<RowEnd> {
  const { store, surroundings, jobs, until } = ports;
  // a document has one job at a time: what it is being polished for comes to an end first
  const isFree = await until(async () => !isOpen(await store.jobs.latest(documentId, 'polish')) || !(await isStillWanted()));
  if (!isFree) return { type: 'ending' };
  if (!(await isStillWanted())) return { type: 'halted' };
  const standing = await store.jobs.latest(documentId, 'write');
  if (standing?.state === 'paused') await jobs.resume(standing.id);
  else if (!isOpen(standing)) await jobs.start(documentId, { id: surroundings.newId(), options });
  const hasEnded = await until(async () => !isOpen(await store.jobs.latest(documentId, 'write')));
  if (!hasEnded) return { type: 'ending' };
  const job = await store.jobs.latest(documentId, 'write');
  if (job?.state === 'done') return { type: 'written' };
  return job?.error ? { type: 'failed', error: job.error, isKept: true } : { type: 'halted' };
}

function isOpen(job: StoredJob | null): boolean {
  return job?.state === 'open';
}
