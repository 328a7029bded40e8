import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function systemHandlers(studio: Studio): HandlersOf<'getSystem'> {
  return { getSystem: () => studio.system() };
}
