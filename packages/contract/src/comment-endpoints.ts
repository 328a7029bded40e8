import { z } from 'zod';
import { addCommentSchema, commentSchema, updateCommentSchema } from './comments.ts';
import { nothing, pathId, type Endpoint } from './endpoint.ts';

/** The rows of the endpoint table that are about the writer's comments. */
export const commentEndpoints = {
  /** Open and resolved ones, the oldest first. */
  listComments: {
    method: 'GET',
    path: '/api/documents/:id/comments',
    params: pathId,
    query: nothing,
    body: null,
    response: z.object({ comments: z.array(commentSchema) }),
  },
  /** About words of this section. */
  addComment: {
    method: 'POST',
    path: '/api/sections/:id/comments',
    params: pathId,
    query: nothing,
    body: addCommentSchema,
    response: commentSchema,
  },
  /** `conflict` when another page changed it. A new text brings one back that was removed elsewhere. */
  updateComment: {
    method: 'PATCH',
    path: '/api/comments/:id',
    params: pathId,
    query: nothing,
    body: updateCommentSchema,
    response: commentSchema,
  },
  /** It is listed no more; `restoreComment` brings it back as it was. */
  removeComment: { method: 'DELETE', path: '/api/comments/:id', params: pathId, query: nothing, body: null, response: nothing },
  restoreComment: {
    method: 'POST',
    path: '/api/comments/:id/restore',
    params: pathId,
    query: nothing,
    body: nothing,
    response: commentSchema,
  },
} as const satisfies Record<string, Endpoint>;
