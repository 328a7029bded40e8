import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

type Models = 'listModels' | 'pullModel' | 'pausePull' | 'cancelPull' | 'importModel' | 'verifyModel' | 'removeModel' | 'useModel';

export function modelHandlers({ models }: Studio): HandlersOf<Models> {
  return {
    listModels: async () => ({ models: await models.list() }),
    pullModel: ({ params, body }) => models.pull(params.id, body.source ?? null),
    pausePull: ({ params }) => models.pause(params.id),
    cancelPull: ({ params }) => models.cancel(params.id),
    importModel: ({ body }) => models.importFile(body.path),
    verifyModel: ({ params }) => models.verify(params.id),
    removeModel: ({ params }) => models.remove(params.id),
    useModel: ({ params }) => models.use(params.id),
  };
}
