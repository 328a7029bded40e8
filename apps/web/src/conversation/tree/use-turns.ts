import type { ConversationDetail } from '@maobi/contract';
import { useMemo } from 'react';
import { useHiddenMessages } from './hidden-messages.ts';
import { MessageTree, turnsOf, type Turn } from './message-tree.ts';

/** The turns of a conversation that are shown, and the tree they are a path of. */
export function useTurns(detail: ConversationDetail | undefined): { turns: readonly Turn[]; tree: MessageTree } {
  const hidden = useHiddenMessages((state) => state.ids);
  const messages = detail?.messages;
  const tree = useMemo(() => new MessageTree(messages ?? [], hidden), [messages, hidden]);
  const leaf = tree.shownLeaf(detail?.activeLeafId ?? null);
  const turns = useMemo(() => turnsOf(tree, leaf), [tree, leaf]);
  return { turns, tree };
}

/** The run that writes one of these answers now. */
export function runningRunId(turns: readonly Turn[]): string | null {
  return turns.find(({ answer }) => answer?.run?.endedAt === null)?.answer?.run?.id ?? null;
}
