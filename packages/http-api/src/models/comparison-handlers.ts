import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function comparisonHandlers({ comparison }: Studio): HandlersOf<'getComparison' | 'startComparison' | 'stopComparison'> {
  return {
    getComparison: () => comparison.read(),
    startComparison: ({ body }) => comparison.start(body.models),
    stopComparison: () => comparison.stop(),
  };
}
