import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function systemHandlers(studio: Studio): HandlersOf<'getSystem' | 'restartEngine'> {
  return { getSystem: () => studio.system(), restartEngine: () => studio.restartEngine() };
}
