import type { Run } from '@maobi/contract';
import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import { client } from '../../studio/client.ts';
import { forgetLiveRun, reportLiveRun } from '../../studio/live-run.ts';
import { PaintSchedule } from './paint-schedule.ts';
import { RunFollower, type FollowerSurroundings, type RunView } from './run-follower.ts';

const reportIntervalMs = 500;

/** Of all runs that are watched together: several texts are painted in one frame. */
const paints = new PaintSchedule();

const page: FollowerSurroundings = {
  stream: (runId, afterSeq, signal) => client.streamRun(runId, { afterSeq, signal }),
  schedulePaint: (paint) => paints.schedule(paint),
  pause: pauseUntilAwake,
  now: () => performance.now(),
};

function pauseUntilAwake(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      removeEventListener('online', finish);
      document.removeEventListener('visibilitychange', finish);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    addEventListener('online', finish);
    document.addEventListener('visibilitychange', finish);
    signal.addEventListener('abort', finish);
  });
}

/** What a run writes into: a message, a version of a section, or nothing yet. */
export interface RunText {
  readonly text: string;
  /** Seq of the last chunk of the run contained in `text`; 0: none. */
  readonly lastSeq: number;
  readonly run: Run | null;
}

/** Runs being watched. One that is left and looked at again goes on from where it was. */
const followers = new Map<string, RunFollower>();

function followerOf(written: RunText): RunFollower | null {
  const { run } = written;
  if (!run || run.endedAt !== null) return null;
  const known = followers.get(run.id);
  if (known) return known;
  const created = new RunFollower(run.id, written, page);
  followers.set(run.id, created);
  return created;
}

/**
 * Watches the run that writes a text while its component is shown; `null` when none does. Only one component at a time watches a run.
 * @param onEnded called once with the last view
 * @param isCalm about once a second is enough; `useShownRun` shows the text then
 */
export function useRunView<T extends RunText>(
  written: T | null,
  onEnded: (written: T, view: RunView) => void,
  isCalm = false,
): RunView | null {
  const follower = useMemo(() => written && followerOf(written), [written]);
  const end = useEffectEvent((view: RunView) => written && onEnded(written, view));
  useEffect(() => {
    if (!follower) return undefined;
    const leaving = new AbortController();
    const stopReporting = report(follower);
    void follower.follow(leaving.signal).then(() => {
      if (leaving.signal.aborted) return;
      followers.delete(follower.runId);
      stopReporting();
      end(follower.view());
    });
    return () => {
      leaving.abort();
      stopReporting();
    };
  }, [follower]);
  return useSyncExternalStore(follower?.subscribe ?? subscribeToNothing, (isCalm ? follower?.calmView : follower?.view) ?? noView);
}

/**
 * A run that is watched elsewhere, as it stands at this moment.
 * @param known what the one who watches it knows; shown when nobody watches it any more
 */
export function useShownRun(runId: string | null, known: RunView): RunView {
  const follower = followers.get(runId ?? '');
  return useSyncExternalStore(follower?.subscribe ?? subscribeToNothing, follower?.view ?? (() => known));
}

const subscribeToNothing = () => () => undefined;
const noView = () => null;

/** Tells the top bar how the run stands, twice a second at most. */
function report(follower: RunFollower): () => void {
  const { runId } = follower;
  let lastMs = Number.NEGATIVE_INFINITY;
  const unsubscribe = follower.subscribe(() => {
    const { phase, loadedPercent, reading, tokensPerSecond } = follower.view();
    const nowMs = performance.now();
    if (phase === 'ended' || phase === 'connecting' || nowMs - lastMs < reportIntervalMs) return;
    lastMs = nowMs;
    const percent = phase === 'loading' ? loadedPercent : phase === 'reading' && reading ? readPercent(reading) : null;
    reportLiveRun({ runId, phase, percent, tokensPerSecond });
  });
  return () => {
    unsubscribe();
    forgetLiveRun(runId);
  };
}

/** How much of the prompt is in the model's memory: it begins with what is still there from before. */
export function readPercent({ done, total }: { readonly done: number; readonly total: number }): number {
  return total <= 0 ? 100 : Math.min(100, (done / total) * 100);
}
