import { demoPath, type temporaryFiles } from '../test-processes.ts';
import type { PassCosts } from './drafting/draft-length.ts';
import { loadModel, type LoadedModel } from './loaded-model.ts';

interface DemoSetting {
  readonly sequences: number;
  readonly batchTokens: number;
  readonly threads: number;
  /** By default nothing is drafted. */
  readonly passCosts?: PassCosts;
  /** What a token of a state is taken to need: decides what writing it is expected to take. */
  readonly stateBytesPerToken?: number;
  /** Of all states on disk. */
  readonly capBytes?: number;
}

/** The demo model in this process, its states in a folder of these files; for tests. */
export function loadDemo(
  files: ReturnType<typeof temporaryFiles>,
  { stateBytesPerToken = 1000, capBytes = 1e12, passCosts = {}, ...setting }: DemoSetting,
): Promise<LoadedModel> {
  const snapshots = { folder: files.path('snapshots'), capBytes, key: 'demo', idleMs: 1000, loadsUnmarked: true };
  const request = {
    type: 'load',
    id: 1,
    path: demoPath,
    contextTokens: 1024,
    passCosts,
    stateBytesPerToken,
    snapshots,
    ...setting,
  } as const;
  return loadModel(request, { onPercent: () => {}, onRemark: () => {} });
}
