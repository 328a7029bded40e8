import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function templateHandlers({ templates }: Studio): HandlersOf<'listTemplates' | 'copyTemplate'> {
  return {
    listTemplates: () => templates.list(),
    copyTemplate: ({ params }) => templates.copy(params.id),
  };
}
