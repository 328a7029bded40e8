import type { DocumentDetail } from '@maobi/contract';
import { useEffect, useRef } from 'react';
import { keptHere } from '../../studio/kept-here.ts';
import { newId } from '../../studio/new-id.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useAttempt } from '../use-attempt.ts';
import { isRunning } from '../writing-progress.ts';

const prefix = 'maobi.write-after-outline.';

interface Plan {
  readonly runId: string;
  /** Of the job to come: whichever page starts it, it is one job. */
  readonly jobId: string;
}

/** Lets the document be written as soon as this outline stands, also when the page is loaded anew meanwhile. */
export function planToWrite(documentId: string, runId: string): void {
  keptHere.write(prefix + documentId, JSON.stringify({ runId, jobId: newId() } satisfies Plan));
}

function planOf(documentId: string): Plan | null {
  try {
    const plan: unknown = JSON.parse(keptHere.read(prefix + documentId) ?? 'null');
    if (typeof plan !== 'object' || plan === null || !('runId' in plan) || !('jobId' in plan)) return null;
    return typeof plan.runId === 'string' && typeof plan.jobId === 'string' ? { runId: plan.runId, jobId: plan.jobId } : null;
  } catch {
    return null;
  }
}

function forgetPlan(documentId: string): void {
  keptHere.write(prefix + documentId, null);
}

/** Starts the job that was planned when the outline was asked for. An outline that was stopped, was cut short or failed starts nothing. */
export function useWriteAfterOutline(detail: DocumentDetail, actions: DocumentActions): void {
  const attempt = useAttempt();
  const startedFor = useRef<string | null>(null);
  const { id, outlineRun, sections, job } = detail;
  const hasRows = sections.length > 0;
  useEffect(() => {
    const plan = planOf(id);
    if (!plan || plan.runId !== outlineRun?.id || isRunning(outlineRun) || startedFor.current === plan.jobId) return;
    const isWhole = outlineRun.state === 'done';
    if (isWhole && !hasRows) return; // its rows are still being taken over
    startedFor.current = plan.jobId;
    forgetPlan(id);
    if (isWhole && job?.id !== plan.jobId) void attempt(() => actions.startJob(null, plan.jobId));
  }, [id, outlineRun, hasRows, job?.id, actions, attempt]);
}
