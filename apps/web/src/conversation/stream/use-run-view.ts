import type { Message, Run } from '@maobi/contract';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { client } from '../../studio/client.ts';
import { forgetLiveRun, reportLiveRun } from '../../studio/live-run.ts';
import { RunFollower, type FollowerSurroundings, type RunView } from './run-follower.ts';

const paintIntervalMs = 100;
const reportIntervalMs = 500;

const page: FollowerSurroundings = {
  stream: (runId, afterSeq, signal) => client.streamRun(runId, { afterSeq, signal }),
  schedulePaint: (paint) => {
    // a hidden page gets no animation frames: it paints once, when it is looked at again
    setTimeout(() => requestAnimationFrame(paint), paintIntervalMs);
  },
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

/**
 * Watches the run that writes an answer while its component is shown.
 * @param run the run to watch; `null` or an ended one: nothing is watched and the view is `null`
 * @param onEnded called once with the last view
 */
export function useRunView(message: Message | null, run: Run | null, onEnded: (view: RunView) => void): RunView | null {
  const runId = run && run.endedAt === null ? run.id : null;
  const [follower, setFollower] = useState<RunFollower | null>(null);
  useEffect(() => {
    if (runId === null || message === null) return undefined;
    const stop = new AbortController();
    const created = new RunFollower(runId, message, page);
    setFollower(created);
    const stopReporting = report(created, runId, message.conversationId);
    void created.follow(stop.signal).then(() => {
      stopReporting();
      if (!stop.signal.aborted) onEnded(created.view());
    });
    return () => {
      stop.abort();
      stopReporting();
      setFollower(null);
    };
    // a follower lives as long as its run: what the message holds later comes from the follower itself
  }, [runId]);
  return useSyncExternalStore(follower?.subscribe ?? subscribeToNothing, follower?.view ?? noView);
}

const subscribeToNothing = () => () => undefined;
const noView = () => null;

/** Tells the top bar how the run stands, twice a second at most. */
function report(follower: RunFollower, runId: string, conversationId: string): () => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  const unsubscribe = follower.subscribe(() => {
    const { phase, loadedPercent, reading, tokensPerSecond } = follower.view();
    const nowMs = performance.now();
    if (phase === 'ended' || phase === 'connecting' || nowMs - lastMs < reportIntervalMs) return;
    lastMs = nowMs;
    const percent = phase === 'loading' ? loadedPercent : phase === 'reading' && reading ? readPercent(reading) : null;
    reportLiveRun({ runId, conversationId, phase, percent, tokensPerSecond });
  });
  return () => {
    unsubscribe();
    forgetLiveRun(runId);
  };
}

/** How much of what had to be read has been read; what was cached never had to be. */
export function readPercent({ done, total, cached }: { readonly done: number; readonly total: number; readonly cached: number }): number {
  const toRead = total - cached;
  return toRead <= 0 ? 100 : Math.max(0, Math.min(100, ((done - cached) / toRead) * 100));
}
