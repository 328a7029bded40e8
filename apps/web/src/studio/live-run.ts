import { create } from 'zustand';

/** What a page that streams a run tells the rest of the studio about it, e.g. the top bar. */
export interface LiveRun {
  readonly runId: string;
  readonly phase: 'queued' | 'paused' | 'loading' | 'reading' | 'writing';
  /** 0-100 while reading or loading, else `null`. */
  readonly percent: number | null;
  /** Measured over the last seconds, in tokens; `null` until known. */
  readonly tokensPerSecond: number | null;
}

interface LiveRuns {
  readonly runs: Readonly<Record<string, LiveRun>>;
}

/** Runs that are being streamed on this page, by run id. */
export const useLiveRuns = create<LiveRuns>(() => ({ runs: {} }));

/** Call at most twice a second per run, and `forgetLiveRun` when the stream ends or the page leaves. */
export function reportLiveRun(run: LiveRun): void {
  useLiveRuns.setState(({ runs }) => ({ runs: { ...runs, [run.runId]: run } }));
}

export function forgetLiveRun(runId: string): void {
  useLiveRuns.setState(({ runs }) => {
    const { [runId]: _, ...others } = runs;
    return { runs: others };
  });
}
