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

/** The ids of a message and of everything under it. @param messages oldest first, so that parents come before children */
export function subtreeOf(messages: readonly Message[], rootId: Id): Set<Id> {
  const found = new Set<Id>([rootId]);
  for (const { id, parentId } of messages) if (parentId !== null && found.has(parentId)) found.add(id);
  return found;
}
