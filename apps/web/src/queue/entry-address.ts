import type { QueueEntry } from '@maobi/contract';

/** Where what is written can be seen; `null` for what a program asks for. */
export function entryAddress({ conversationId, documentId }: QueueEntry): string | null {
  if (conversationId !== null) return `/c/${conversationId}`;
  return documentId === null ? null : `/documents/${documentId}`;
}
