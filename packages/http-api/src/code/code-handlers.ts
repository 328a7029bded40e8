import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function codeHandlers({ code }: Studio): HandlersOf<'checkCode'> {
  return { checkCode: async ({ body }) => ({ results: await code.check(body.blocks) }) };
}
