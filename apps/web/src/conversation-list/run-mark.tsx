import type { QueueEntry } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useLiveRuns } from '../studio/live-run.ts';

/** The first waiting or working run of each conversation or document, by its id. */
export function entriesBy(entries: readonly QueueEntry[], owner: 'conversationId' | 'documentId'): ReadonlyMap<string, QueueEntry> {
  const found = new Map<string, QueueEntry>();
  for (const entry of entries) {
    const id = entry[owner];
    if (id !== null && !found.has(id)) found.set(id, entry);
  }
  return found;
}

/** What the model does for a conversation or document now: waiting, reading, writing or resting. */
export function RunMark({ entry }: { readonly entry: QueueEntry }) {
  const { t } = useTranslation();
  const live = useLiveRuns((state) => state.runs[entry.runId]);
  const phase = live?.phase ?? entry.state;
  if (phase === 'writing') {
    return (
      <span className="run-mark writing">
        <i className="dot live" />
        {t(entry.action === 'outline' ? 'conversations.planning' : 'conversations.writing')}
      </span>
    );
  }
  if (phase === 'reading' || phase === 'loading') {
    const percent = live?.percent ?? null;
    return (
      <span className="run-mark">
        <i className="dot reading" />
        {percent === null ? t('conversations.reading') : t('conversations.readingAt', { percent: Math.round(percent) })}
      </span>
    );
  }
  return (
    <span className="run-mark">
      <i className={phase === 'paused' ? 'dot rest' : 'dot ring'} />
      {phase === 'paused'
        ? t('conversations.paused')
        : entry.position > 0
          ? t('conversations.queuedAt', { ahead: entry.position })
          : t('conversations.queued')}
    </span>
  );
}
