import type { Id, Job, JobKind, NightPlan, PolishKind, Run, RunState } from '@maobi/contract';
import type { DocumentHead } from '../actions/document-head.ts';
import type { NewRun } from './store.ts';

/** Part of the store port: what is to be done to the sections of documents one after the other, over restarts. */
export interface JobStore {
  /** Behind all others, or before them. Throws `conflict` while the document has another job that is open or paused. */
  create(job: NewJob): Promise<StoredJob>;
  /** Throws `not-found`. */
  get(id: Id): Promise<StoredJob>;
  /** The last one of this document, of this kind where one is named; `null`: there was none. */
  latest(documentId: Id, kind?: JobKind): Promise<StoredJob | null>;
  /** Open and paused ones in their order, then the latest of those that ended, all outside the bin. */
  list(endedLimit: number): Promise<StoredJob[]>;
  /** A job that has ended stays as it is. */
  setState(id: Id, change: JobChange): Promise<StoredJob>;
  /** Puts a job before another one, or last with `null`. Throws `not-found`, and `conflict` when one of them has ended. */
  move(id: Id, before: Id | null): Promise<void>;
}

interface NewJobFields {
  readonly id: Id;
  readonly documentId: Id;
  readonly sectionIds: readonly Id[] | null;
  /** It goes before all that wait. */
  readonly isFirst?: boolean;
  readonly now: string;
}
export type NewJob = NewJobFields & JobTask;

/** What a job does, and what it needs for that. */
export type JobTask =
  { readonly kind: 'write'; readonly request: JobRequest } | { readonly kind: 'polish'; readonly request: PolishRequest };

/** Stored with the job, as JSON. */
export interface JobRequest {
  readonly model: string | null;
  readonly seed: number;
  /** What to do with sections that are written already; `null`: leave them alone. */
  readonly kind: 'extend' | 'condense' | null;
  /** The beginning of its prompts, as it was agreed on. */
  readonly head: DocumentHead;
  /** What the head was made from: while that is the same, later jobs begin with the same head. */
  readonly headKey: string;
}

/** Stored with a job of the kind `polish`, as JSON. */
export interface PolishRequest {
  readonly model: string | null;
  readonly seed: number;
  readonly kind: PolishKind;
  /** With `own`: what to do with each paragraph. */
  readonly instruction: string;
}

export type StoredJob = Omit<Job, 'kind' | 'wait'> & JobTask;
export type WritingJob = Extract<StoredJob, { kind: 'write' }>;
export type PolishingJob = Extract<StoredJob, { kind: 'polish' }>;

export interface JobChange {
  readonly state: Job['state'];
  readonly error?: Job['error'];
  readonly now: string;
}

/** Part of the store port: how far jobs are that polish, paragraph by paragraph. */
export interface PolishStore {
  /** The sections that a job has begun, in no order. */
  sections(jobId: Id): Promise<PolishedSection[]>;
  /**
   * Adds a run that words one paragraph anew, in place of one that broke off. With the first one the section is begun, and from then on it is
   * this version that is polished.
   */
  addRun(paragraph: PolishedParagraph, run: NewRun, now: string): Promise<Run>;
  /** The section is done. `text`: what is suggested, as a version that does not count; `null`: there is nothing to suggest. */
  finish(section: FinishedSection): Promise<void>;
}

export interface PolishedSection {
  readonly sectionId: Id;
  /** The version whose paragraphs are polished. */
  readonly baseId: Id;
  readonly isDone: boolean;
  /** The last run of each paragraph that was begun; left out where the section is done. */
  readonly runs: readonly PolishedRun[];
}

export interface PolishedRun {
  /** Of the paragraph among the blocks of the text, from 0. */
  readonly place: number;
  readonly state: RunState;
  readonly text: string;
}

export interface PolishedParagraph {
  readonly jobId: Id;
  readonly sectionId: Id;
  readonly baseId: Id;
  readonly place: number;
}

export interface FinishedSection {
  readonly jobId: Id;
  readonly sectionId: Id;
  readonly baseId: Id;
  /** Of the version that comes to be. */
  readonly versionId: Id;
  readonly text: string | null;
  readonly now: string;
}

/** Part of the store port: when jobs may work, and what was done in that time. */
export interface NightStore {
  plan(): Promise<NightPlan>;
  /** Only what is named changes. */
  setPlan(change: Partial<NightPlan>): Promise<NightPlan>;
  /** Runs of jobs that were at work at some moment from here to there, and have ended; in their order. */
  work(since: string, until: string): Promise<JobWork[]>;
}

/** One run of a job. */
export interface JobWork {
  readonly documentId: Id;
  readonly sectionId: Id;
  readonly text: string;
  readonly usage: Run['usage'];
  readonly timings: Run['timings'];
}
