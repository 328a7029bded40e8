import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function runHandlers({ runs }: Studio): HandlersOf<'listRuns' | 'getRun' | 'stopRun'> {
  return {
    listRuns: async () => ({ runs: await runs.list() }),
    getRun: ({ params }) => runs.get(params.id),
    stopRun: ({ params }) => runs.stop(params.id),
  };
}
