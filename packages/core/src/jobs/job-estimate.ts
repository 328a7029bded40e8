import { countText, type Id, type ListedJob, type WritingLanguage } from '@maobi/contract';
import { documentStart } from '../actions/document-head.ts';
import { polishedParagraphs } from '../actions/polish-paragraphs.ts';
import { tokensOfTurns } from '../actions/write-document.ts';
import { contextTokensOf } from '../documents/context-tokens.ts';
import { tokensPerSection } from '../documents/document-cost.ts';
import { isPolished } from '../documents/section-polishing.ts';
import { sectionView } from '../documents/section-view.ts';
import { timeFor, writingStretches } from '../documents/writing-stretches.ts';
import { sideBySide } from '../estimates/side-by-side.ts';
import type { RunEstimator } from '../estimates/run-estimator.ts';
import { likelyTokens } from '../length/token-budget.ts';
import type { Engine } from '../ports/engine.ts';
import type { PolishingJob, StoredJob, WritingJob } from '../ports/job-store.ts';
import type { Store } from '../ports/store.ts';
import { isUrgent } from './job-order.ts';
import { costOfParagraphs } from './polish-cost.ts';

export type JobOutlook = Pick<ListedJob, 'progress' | 'estimate'>;

interface OutlookPorts {
  readonly store: Store;
  readonly estimator: RunEstimator;
  readonly engine: Pick<Engine, 'status'>;
  /** The jobs at work. */
  readonly currentIds: readonly Id[];
  /** Until jobs may work. */
  readonly nightMs: number;
  /** The model that does a job; `null`: there is none that can. */
  readonly modelOf: (wanted: string | null) => string | null;
}

/** How far a job is, and what is left of it. */
interface WorkLeft {
  readonly progress: { readonly done: number; readonly total: number };
  readonly remainingMs: number | null;
}

const unwritten: readonly string[] = ['empty', 'queued', 'reading', 'writing', 'stopped', 'interrupted', 'failed'];

/** How far jobs are that have not ended, and when each has its turn, of jobs in their order. */
export async function jobOutlooks(jobs: readonly StoredJob[], ports: OutlookPorts): Promise<Map<Id, JobOutlook>> {
  const outlooks = new Map<Id, JobOutlook>();
  const company = sideBySide(ports.estimator, Math.max(1, ports.currentIds.length));
  let busyMs: number | null = 0;
  for (const job of jobs.filter(({ endedAt }) => endedAt === null)) {
    const isAtWork = ports.currentIds.includes(job.id);
    const { progress, remainingMs } = await workLeft(job, isAtWork ? { ...ports, estimator: company } : ports);
    const waitsMs = isUrgent(job) ? 0 : ports.nightMs;
    const waitingMs: number | null = isAtWork ? 0 : busyMs === null ? null : busyMs + waitsMs;
    const isOpen = job.state === 'open';
    outlooks.set(job.id, { progress, estimate: { waitingMs: isOpen ? waitingMs : null, remainingMs } });
    if (isOpen) busyMs = busyAfter(busyMs, remainingMs, isAtWork);
  }
  return outlooks;
}

/** Those at work end side by side, the others one after the other. */
function busyAfter(busyMs: number | null, remainingMs: number | null, isAtWork: boolean): number | null {
  if (busyMs === null || remainingMs === null) return null;
  return isAtWork ? Math.max(busyMs, remainingMs) : busyMs + remainingMs;
}

function workLeft(job: StoredJob, ports: OutlookPorts): Promise<WorkLeft> {
  return job.kind === 'polish' ? polishLeft(job, ports) : writingLeft(job, ports);
}

async function writingLeft({ id, documentId, sectionIds, request }: WritingJob, ports: OutlookPorts): Promise<WorkLeft> {
  const { store, estimator, engine, currentIds, modelOf } = ports;
  const summary = await store.documents.summary(documentId);
  const sections = (await store.documents.sections(documentId)).map((each) => sectionView(each, summary?.brief));
  const wanted = sections.filter((section) => sectionIds === null || sectionIds.includes(section.id));
  const open = wanted.filter(({ state, isLocked, count }) => unwritten.includes(state) && !(isLocked && count > 0));
  const left = open.reduce((sum, { target, count }) => sum + Math.max(0, target - count), 0);
  const total = wanted.reduce((sum, { target }) => sum + target, 0);
  const model = modelOf(request.model);
  const language = summary?.brief.language ?? 'zh';
  const contextTokens = contextTokensOf(model ?? '', engine);
  const headTokens = tokensOfTurns(documentStart(request.head, language, contextTokens), language);
  const standing = likelyTokens(
    sections.reduce((sum, { count }) => sum + count, 0),
    language,
  );
  const stretches = writingStretches({
    sectionCount: open.length,
    textTokens: likelyTokens(left, language),
    requestTokens: tokensPerSection,
    headTokens,
    standingTokens: standing,
    cachedTokens: currentIds.includes(id) ? headTokens + standing : 0, // whoever is at work has read what is there
    contextTokens,
    language,
  });
  const remainingMs = model === null ? null : timeFor(stretches, model, estimator);
  return { progress: { done: Math.max(0, total - left), total }, remainingMs };
}

async function polishLeft(job: PolishingJob, { store, estimator, modelOf }: OutlookPorts): Promise<WorkLeft> {
  const summary = await store.documents.summary(job.documentId);
  const begun = new Map((await store.polishing.sections(job.id)).map((section) => [section.sectionId, section]));
  let [total, left, paragraphs] = [0, 0, 0];
  for (const section of await store.documents.sections(job.documentId)) {
    if (!isPolished(section, job)) continue;
    const standing = begun.get(section.id);
    for (const { place, text } of polishedParagraphs(section.version?.text ?? '')) {
      const count = countText(text);
      total += count;
      if (standing?.isDone || standing?.runs.some((run) => run.place === place && run.state === 'done')) continue;
      left += count;
      paragraphs += 1;
    }
  }
  const language: WritingLanguage = summary?.brief.language ?? 'zh';
  const model = modelOf(job.request.model);
  const cost =
    model === null ? null : costOfParagraphs({ paragraphs, words: left }, { kind: job.request.kind, language, model }, estimator);
  return { progress: { done: total - left, total }, remainingMs: cost?.milliseconds ?? null };
}
