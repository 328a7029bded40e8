import type { QueueEntry } from '@maobi/contract';
import { isAway, useConnection } from '../studio/connection.ts';
import { useLiveRuns, type LiveRun } from '../studio/live-run.ts';
import { isAtWork } from '../queue/queue-order.ts';
import { useShownQueue } from '../queue/use-shown-queue.ts';
import { useModels, useSystem } from '../studio/queries.ts';

/** `unknown`: it is not known yet. */
export type EnginePhase = 'unknown' | 'lost' | 'other-studio' | 'failed' | 'restarting' | 'loading' | 'reading' | 'writing' | 'idle';

/** What the top bar says about the engine. */
export interface EngineState {
  readonly phase: EnginePhase;
  /** 0-100 while loading or reading, if known. */
  readonly percent: number | null;
  readonly tokensPerSecond: number | null;
  readonly modelName: string | null;
  /** What is read or written now. */
  readonly atWork: QueueEntry | null;
  /** Runs that wait or rest. */
  readonly waiting: number;
}

export function useEngineState(): EngineState {
  const { data: system } = useSystem();
  const { data: models, isFetched: areModelsKnown } = useModels();
  const away = useConnection((state) => (isAway(state) ? state.connection : null));
  const queue = useShownQueue();
  const atWork = queue.find(isAtWork) ?? null;
  const live = useLiveRuns((state) => (atWork ? state.runs[atWork.runId] : undefined));
  const rest = {
    percent: null,
    tokensPerSecond: null,
    modelName: models?.find((model) => model.id === system?.activeModel)?.name ?? null,
    atWork,
    waiting: queue.filter((entry) => !isAtWork(entry)).length,
  };
  if (away) return { ...rest, phase: away };
  // in one piece: the name of the model would push what is said before it aside
  if (!system || !areModelsKnown) return { ...rest, phase: 'unknown' };
  const { state, percent } = system.engine;
  if (state === 'loading') return { ...rest, phase: state, percent };
  if (state === 'failed' || state === 'restarting') return { ...rest, phase: state };
  return atWork ? { ...rest, ...workOf(atWork, live) } : { ...rest, phase: 'idle' };
}

/** What a page that streams the run knows is fresher than what the queue said. */
function workOf(entry: QueueEntry, live: LiveRun | undefined): Pick<EngineState, 'phase' | 'percent' | 'tokensPerSecond'> {
  if (!live) return { phase: entry.state === 'writing' ? 'writing' : 'reading', percent: null, tokensPerSecond: null };
  return {
    phase: live.phase === 'writing' ? 'writing' : 'reading',
    percent: live.percent,
    tokensPerSecond: live.tokensPerSecond,
  };
}
