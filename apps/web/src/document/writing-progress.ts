import type { DocumentDetail, Job, Section, SectionState, WritingLanguage } from '@maobi/contract';
import type { RunView } from '../conversation/stream/run-follower.ts';
import { writtenPerToken } from '../language/measures.ts';

/** The section that a run writes into now, and what is known of that run. */
export interface LiveSection {
  readonly sectionId: string;
  readonly view: RunView;
  /** Of the section's text as it stands on the screen. */
  readonly count: number;
}

/** `waiting`: the job that is at work will come to it. */
export type ShownState = SectionState | 'waiting';

/** Whether a run has not ended yet. */
export function isRunning(run: { readonly endedAt: string | null } | null | undefined): boolean {
  return run?.endedAt === null;
}

export function isBeingWritten({ version }: Section): boolean {
  return isRunning(version?.run);
}

/** Whether a job takes this document's sections in hand, also while it rests. */
export function isActive(job: Job | null): job is Job {
  return job?.state === 'open' || job?.state === 'paused';
}

/** Whether nothing else has the document in hand, and something is written. */
export function canPolishAll(detail: DocumentDetail): boolean {
  return detail.binnedAt === null && !isActive(detail.job) && hasText(detail);
}

export function hasText({ sections }: DocumentDetail): boolean {
  return sections.some(({ count }) => count > 0);
}

/** Whether a job writes what is not written yet. */
function isWritten(job: Job | null): job is Job {
  return isActive(job) && job.kind === 'write';
}

/** Broken off, or not begun. */
function isUnwritten({ state, isLocked, count }: Section): boolean {
  if (isLocked && count > 0) return false;
  return ['empty', 'queued', 'reading', 'writing', 'stopped', 'interrupted', 'failed'].includes(state);
}

/** The sections that the job still has to write; without one, those it would write. */
export function sectionsToWrite({ sections, job }: DocumentDetail): Section[] {
  const ids = isWritten(job) ? job.sectionIds : null;
  return sections.filter((section) => isUnwritten(section) && (ids === null || ids.includes(section.id)));
}

export function shownState(section: Section, { job }: Pick<DocumentDetail, 'job'>, live: LiveSection | null): ShownState {
  const { state } = section;
  if (live?.sectionId === section.id) return stateOfRun(live.view, state);
  if (state !== 'empty' || job?.state !== 'open' || job.kind !== 'write') return state;
  return job.sectionIds === null || job.sectionIds.includes(section.id) ? 'waiting' : state;
}

function stateOfRun({ phase }: RunView, known: SectionState): SectionState {
  if (phase === 'writing') return 'writing';
  if (phase === 'reading' || phase === 'loading') return 'reading';
  return phase === 'ended' || phase === 'connecting' ? known : 'queued';
}

/** How much is written, with what is being written at this moment. */
export function countOf(section: Section, live: LiveSection | null): number {
  return live?.sectionId === section.id ? live.count : section.count;
}

export function totalCount(sections: readonly Section[], live: LiveSection | null): number {
  return sections.reduce((sum, section) => sum + countOf(section, live), 0);
}

/** How long writing so much takes; `null`: nobody knows how fast the model is here. */
export function writingMs(units: number, tokensPerSecond: number | null, language: WritingLanguage): number | null {
  if (tokensPerSecond === null || tokensPerSecond <= 0) return null;
  return (units / writtenPerToken[language] / tokensPerSecond) * 1000;
}

/** What these sections still lack of their targets. */
export function unitsLeft(sections: readonly Section[], live: LiveSection | null): number {
  return sections.reduce((sum, section) => sum + Math.max(0, section.target - countOf(section, live)), 0);
}
