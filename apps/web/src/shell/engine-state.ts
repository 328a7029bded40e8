import { endedRunStates, type System } from '@maobi/contract';
import { useConnection } from '../studio/connection.ts';
import { useLiveRuns } from '../studio/live-run.ts';
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
  const modelName = models?.find((model) => model.id === system?.activeModel)?.name ?? null;
  const idle = { percent: null, tokensPerSecond: null, modelName, conversationId: working?.conversationId ?? null };
  if (isLost) return { ...idle, phase: 'lost' };
  if (!system) return { ...idle, phase: 'unknown' };
  const engine = enginePhase(system);
  if (engine !== 'idle') return { ...idle, phase: engine, percent: engine === 'loading' ? system.engine.percent : null };
  if (!working) return { ...idle, phase: 'idle' };
  const phase = live?.phase === 'writing' || (!live && working.state === 'writing') ? 'writing' : 'reading';
  return { ...idle, phase, percent: live?.percent ?? null, tokensPerSecond: live?.tokensPerSecond ?? null };
}

function enginePhase({ engine }: System): Extract<EnginePhase, 'failed' | 'restarting' | 'loading' | 'idle'> {
  if (engine.state === 'failed' || engine.state === 'restarting' || engine.state === 'loading') return engine.state;
  return 'idle';
}
