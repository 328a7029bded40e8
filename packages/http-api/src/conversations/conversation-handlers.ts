import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

type Conversations =
  | 'listConversations'
  | 'createConversation'
  | 'getConversation'
  | 'updateConversation'
  | 'binConversation'
  | 'restoreConversation'
  | 'deleteConversation'
  | 'sendMessage'
  | 'regenerate'
  | 'continueMessage'
  | 'editAnswer'
  | 'deleteMessage'
  | 'warmConversation'
  | 'warmStart';

export function conversationHandlers({ conversations, documents }: Studio): HandlersOf<Conversations> {
  return {
    listConversations: ({ query: { bin, folder, document, limit, before } }) =>
      conversations.list({
        inBin: bin === 'true',
        ...(folder === undefined ? {} : { folder }),
        ...(document === undefined ? {} : { documentId: document }),
        ...(limit === undefined ? {} : { limit }),
        ...(before === undefined ? {} : { before }),
      }),
    createConversation: ({ body }) => conversations.create(body),
    getConversation: ({ params }) => conversations.get(params.id),
    updateConversation: ({ params, body }) => conversations.update(params.id, body),
    binConversation: ({ params }) => conversations.bin(params.id),
    restoreConversation: ({ params }) => conversations.restore(params.id),
    deleteConversation: async ({ params }) => {
      await conversations.delete(params.id);
      return {};
    },
    sendMessage: ({ params, body }) => conversations.send(params.id, body),
    regenerate: ({ params, body }) => conversations.regenerate(params.id, body),
    continueMessage: ({ params, body }) => conversations.continueMessage(params.id, body),
    editAnswer: ({ params, body }) => conversations.editAnswer(params.id, body),
    deleteMessage: ({ params }) => conversations.deleteMessage(params.id),
    warmConversation: async ({ params }) => {
      await conversations.warm(params.id);
      return {};
    },
    warmStart: async ({ body: { language, template } }) => {
      await (template === undefined ? conversations.warmStart(language) : documents.warmTemplate(template, language));
      return {};
    },
  };
}
