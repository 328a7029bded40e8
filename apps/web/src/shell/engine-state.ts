import { endedRunStates, type Run } from '@maobi/contract';
import { useConnection } from '../studio/connection.ts';
import { useLiveRuns, type LiveRun } from '../studio/live-run.ts';
import { useActiveRuns, useModels, useSystem } from '../studio/queries.ts';

export type EnginePhase = 'unknown' | 'lost' | 'failed' | 'restarting' | 'loading' | 'reading' | 'writing' | 'idle';

/** What the top bar says about the engine. */
export interface EngineState {
  readonly phase: EnginePhase;
  /** 0-100 while loading or reading, if known. */
  readonly percent: number | null;
  readonly tokensPerSecond: number | null;
  readonly modelName: string | null;
  /** Conversation being worked on. */
  readonly conversationId: string | null;
}

export function useEngineState(): EngineState {
  const { data: system } = useSystem();
  const { data: models } = useModels();
  const isLost = useConnection((state) => state.connection === 'lost');
  const runs = useActiveRuns();
  const working = runs.find((run) => run.state !== 'queued' && !endedRunStates.includes(run.state));
  const live = useLiveRuns((state) => (working ? state.runs[working.id] : undefined));
  const rest = {
    percent: null,
    tokensPerSecond: null,
    modelName: models?.find((model) => model.id === system?.activeModel)?.name ?? null,
    conversationId: working?.conversationId ?? null,
  };
  if (isLost) return { ...rest, phase: 'lost' };
  if (!system) return { ...rest, phase: 'unknown' };
  const { state, percent } = system.engine;
  if (state === 'loading') return { ...rest, phase: state, percent };
  if (state === 'failed' || state === 'restarting') return { ...rest, phase: state };
  return working ? { ...rest, ...workOf(working, live) } : { ...rest, phase: 'idle' };
}

/** What a page that streams the run knows is fresher than what the queue said. */
function workOf(run: Run, live: LiveRun | undefined): Pick<EngineState, 'phase' | 'percent' | 'tokensPerSecond'> {
  if (!live) return { phase: run.state === 'writing' ? 'writing' : 'reading', percent: null, tokensPerSecond: null };
  return {
    phase: live.phase === 'writing' ? 'writing' : 'reading',
    percent: live.percent,
    tokensPerSecond: live.tokensPerSecond,
  };
}
