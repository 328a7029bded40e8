import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function binHandlers({ bin }: Studio): HandlersOf<'emptyBin'> {
  return { emptyBin: ({ body }) => bin.empty(body) };
}
