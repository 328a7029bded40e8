import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

const defaultHits = 30;

export function searchHandlers({ conversations, documents, comments }: Studio): HandlersOf<'search'> {
  return {
    async search({ query: { q, limit = defaultHits } }) {
      return {
        hits: await conversations.search(q, limit),
        documents: await documents.search(q, limit),
        comments: await comments.search(q, limit),
      };
    },
  };
}
