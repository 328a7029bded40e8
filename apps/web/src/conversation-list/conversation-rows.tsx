import type { ConversationSummary } from '@maobi/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { moveByArrow } from '../keyboard/move-by-arrow.ts';
import { periodOf, type Period } from '../language/measures.ts';
import { useQueue } from '../studio/queries.ts';
import { ConversationRow } from './conversation-row.tsx';
import { entriesBy } from './run-mark.tsx';

const rowHeight = { mouse: 56, touch: 64 };
const headingHeight = 34;
const rowsBeyondTheEdge = 8;

type Line = { readonly period: Period } | { readonly conversation: ConversationSummary; /** From 1. */ readonly position: number };

interface ConversationRowsProps {
  readonly conversations: readonly ConversationSummary[];
  /** How many there are, including those not fetched yet. */
  readonly total: number;
  readonly openId: string | null;
  readonly onNearEnd: () => void;
}

/** Conversations under headings of time. Only the rows in sight exist, so ten thousand cost no more than twenty. */
export function ConversationRows({ conversations, total, openId, onNearEnd }: ConversationRowsProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const entries = useEntries();
  const lines = useMemo(() => withHeadings(conversations), [conversations]);
  const isTouch = useMemo(() => window.matchMedia('(pointer: coarse), (max-width: 760px)').matches, []);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ('period' in (lines[index] ?? {}) ? headingHeight : isTouch ? rowHeight.touch : rowHeight.mouse),
    getItemKey: (index) => lineKey(lines[index], index),
    overscan: rowsBeyondTheEdge,
    initialRect: { width: 288, height: 800 },
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= lines.length - rowsBeyondTheEdge - 1) onNearEnd();
  }, [lastShown, lines.length, onNearEnd]);
  return (
    <div ref={scroller} className="conversation-scroller">
      <ul style={{ height: virtualizer.getTotalSize() }} onKeyDown={(event) => moveByArrow(event, 'a.conversation-link')}>
        {shown.map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const style = { transform: `translateY(${item.start}px)`, height: item.size };
          if ('period' in line) {
            return (
              <li key={item.key} className="conversation-period" style={style}>
                {t(`measures.${line.period}`)}
              </li>
            );
          }
          const { conversation, position } = line;
          return (
            <li key={item.key} style={style} aria-setsize={total} aria-posinset={position}>
              <ConversationRow conversation={conversation} isOpen={conversation.id === openId} entry={entries.get(conversation.id)} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function useEntries() {
  const entries = useQueue();
  return useMemo(() => entriesBy(entries, 'conversationId'), [entries]);
}

function withHeadings(conversations: readonly ConversationSummary[]): Line[] {
  const now = Date.now();
  const lines: Line[] = [];
  let current: Period | null = null;
  for (const [index, conversation] of conversations.entries()) {
    const period = periodOf(conversation.updatedAt, now);
    if (period !== current) lines.push({ period });
    current = period;
    lines.push({ conversation, position: index + 1 });
  }
  return lines;
}

function lineKey(line: Line | undefined, index: number): string | number {
  if (!line) return index;
  return 'period' in line ? line.period : line.conversation.id;
}
