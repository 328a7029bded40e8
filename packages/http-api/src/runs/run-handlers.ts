import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function runHandlers({ runs }: Studio): HandlersOf<'listRuns' | 'listQueue' | 'stopQueued' | 'getRun' | 'stopRun' | 'moveRun'> {
  return {
    listRuns: async () => ({ runs: await runs.list() }),
    listQueue: () => runs.queue(),
    stopQueued: ({ params }) => runs.stopQueued(params.id),
    getRun: ({ params }) => runs.get(params.id),
    stopRun: ({ params }) => runs.stop(params.id),
    moveRun: ({ params, body }) => runs.move(params.id, body.before),
  };
}
