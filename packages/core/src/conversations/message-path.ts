import type { Id, Message } from '@maobi/contract';

/** The messages from the root to this one. Empty when the id is unknown. */
export function pathTo(messages: readonly Message[], leafId: Id | null): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const path: Message[] = [];
  for (let at = leafId === null ? undefined : byId.get(leafId); at; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
    path.unshift(at);
  }
  return path;
}
