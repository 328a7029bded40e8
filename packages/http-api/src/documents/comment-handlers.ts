import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

type Comments = 'listComments' | 'addComment' | 'updateComment' | 'removeComment' | 'restoreComment';

export function commentHandlers({ comments }: Studio): HandlersOf<Comments> {
  return {
    listComments: async ({ params }) => ({ comments: await comments.list(params.id) }),
    addComment: ({ params, body }) => comments.add(params.id, body),
    updateComment: ({ params, body }) => comments.update(params.id, body),
    removeComment: async ({ params }) => {
      await comments.remove(params.id);
      return {};
    },
    restoreComment: ({ params }) => comments.restore(params.id),
  };
}
