import { endedRunStates, type Run } from '@maobi/contract';
import { useTranslation } from 'react-i18next';
import { useLiveRuns } from '../studio/live-run.ts';

/** A run that waits or works, and how many are served before it. */
export interface RunPlace {
  readonly run: Run;
  readonly ahead: number;
}

/** The first waiting or working run of each conversation, by conversation id. */
export function placesByConversation(runs: readonly Run[]): ReadonlyMap<string, RunPlace> {
  const places = new Map<string, RunPlace>();
  const active = runs.filter((run) => !endedRunStates.includes(run.state));
  active.forEach((run, ahead) => {
    if (run.conversationId !== null && !places.has(run.conversationId)) places.set(run.conversationId, { run, ahead });
  });
  return places;
}

/** What the model does for a conversation now: waiting, reading or writing. */
export function RunMark({ place }: { readonly place: RunPlace }) {
  const { t } = useTranslation();
  const live = useLiveRuns((state) => state.runs[place.run.id]);
  const phase = live?.phase ?? place.run.state;
  if (phase === 'writing') {
    return (
      <span className="run-mark writing">
        <i className="dot live" />
        {t('conversations.writing')}
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
      <i className="dot ring" />
      {place.ahead > 0 ? t('conversations.queuedAt', { ahead: place.ahead }) : t('conversations.queued')}
    </span>
  );
}
