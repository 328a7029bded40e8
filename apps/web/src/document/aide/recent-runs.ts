import type { Run } from '@maobi/contract';
import { useEffect } from 'react';
import { create } from 'zustand';
import { isAtWork } from '../../queue/queue-order.ts';
import { client } from '../../studio/client.ts';
import { useQueue } from '../../studio/queries.ts';

const kept = 12;

/** Kept while pages come and go: what the engine did last is the engine's, not a page's. Newest first. */
const useRuns = create<{ readonly runs: readonly Run[] }>(() => ({ runs: [] }));

/** What the engine has done since this page looks: answers and wordings too, which stand in no section. */
export function useRecentRuns(): readonly Run[] {
  // a program's runs are not to be had, and say nothing here
  const runId = useQueue().find((entry) => isAtWork(entry) && entry.action !== null)?.runId ?? null;
  useEffect(() => {
    if (runId === null) return undefined;
    return () => void remember(runId);
  }, [runId]);
  return useRuns((state) => state.runs);
}

async function remember(runId: string): Promise<void> {
  const run = await client.call('getRun', { params: { id: runId } }).catch(() => null); // the strip shows what it had
  if (!run?.usage || run.endedAt === null) return;
  useRuns.setState(({ runs }) => ({ runs: [run, ...runs.filter(({ id }) => id !== runId)].slice(0, kept) }));
}
