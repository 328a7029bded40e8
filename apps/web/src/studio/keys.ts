import type { DocumentSort, ListedProgress, ListedTexts } from '@maobi/contract';

export interface ConversationListFilter {
  /** A folder's id, or `null` for all conversations. */
  readonly folder: string | null;
  readonly inBin: boolean;
}

/** What a list of all documents asks for. */
export interface LibraryQuery {
  readonly sort: DocumentSort;
  readonly texts: ListedTexts;
  readonly template: string | null;
  readonly progress: ListedProgress | null;
}

export interface DocumentListFilter {
  readonly inBin: boolean;
}

/** Names of everything in the query cache. */
export const keys = {
  system: ['system'] as const,
  models: ['models'] as const,
  comparison: ['comparison'] as const,
  folders: ['folders'] as const,
  queue: ['queue'] as const,
  jobs: ['jobs'] as const,
  night: ['night'] as const,
  polishCost: (documentId: string, kind: string) => ['polish-cost', documentId, kind] as const,
  everyPolishCost: ['polish-cost'] as const,
  apiKey: ['api-key'] as const,
  storage: ['storage'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  conversations: (filter: ConversationListFilter) => ['conversations', filter] as const,
  everyConversationList: ['conversations'] as const,
  everyDocumentConversationList: ['document-conversations'] as const,
  documentConversations: (documentId: string) => ['document-conversations', documentId] as const,
  codeCheck: (language: string, code: string) => ['code-check', language, code] as const,
  search: (text: string) => ['search', text] as const,
  document: (id: string) => ['document', id] as const,
  documents: (filter: DocumentListFilter) => ['documents', filter] as const,
  recentDocuments: ['documents', 'recent'] as const,
  everyDocumentList: ['documents'] as const,
  library: (query: LibraryQuery) => ['library', query] as const,
  everyLibrary: ['library'] as const,
  textsOfBatches: ['library', 'texts-of-batches'] as const,
  comments: (documentId: string) => ['comments', documentId] as const,
  versions: (sectionId: string) => ['versions', sectionId] as const,
  everyVersionList: ['versions'] as const,
  batch: (id: string) => ['batch', id] as const,
  batches: (inBin: boolean) => ['batches', { inBin }] as const,
  everyBatchList: ['batches'] as const,
  batchCost: (id: string) => ['batch-cost', id] as const,
  everyBatchCost: ['batch-cost'] as const,
  likenesses: (id: string) => ['likenesses', id] as const,
  templates: ['templates'] as const,
  checks: (documentId: string, state: string) => ['checks', documentId, state] as const,
  sectionPrompt: (sectionId: string, state: string) => ['section-prompt', sectionId, state] as const,
  wordedBrief: (brief: string) => ['worded-brief', brief] as const,
  cost: (request: string) => ['cost', request] as const,
  everyCost: ['cost'] as const,
};
