export interface ConversationListFilter {
  /** A folder's id, or `null` for all conversations. */
  readonly folder: string | null;
  readonly inBin: boolean;
}

/** Names of everything in the query cache. */
export const keys = {
  system: ['system'] as const,
  models: ['models'] as const,
  folders: ['folders'] as const,
  queue: ['queue'] as const,
  apiKey: ['api-key'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  conversations: (filter: ConversationListFilter) => ['conversations', filter] as const,
  everyConversationList: ['conversations'] as const,
  search: (text: string) => ['search', text] as const,
};
