import type { ListedJob } from '@maobi/contract';
import { lazy, useRef } from 'react';
import { useRowDrag } from '../dragging/use-row-drag.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { errorBodyText } from '../language/error-text.ts';
import { useMeasures } from '../language/measures.ts';
import { MenuButton } from '../menu/menu-button.tsx';
import type { JobMove } from './job-order.ts';
import type { JobActions } from './use-job-actions.ts';
import { percentOf, useJobWords } from './use-job-words.ts';
import { orElseNever } from '../shell/until-there.ts';

const JobMenu = lazy(orElseNever(() => import('./job-menu.tsx').then((m) => ({ default: m.JobMenu }))));

export interface JobRowProps {
  readonly job: ListedJob;
  /** In the line, from 1. */
  readonly number: number;
  readonly isAtWork: boolean;
  readonly canMove: { readonly up: boolean; readonly down: boolean };
  readonly actions: JobActions;
  readonly onMove: (move: JobMove) => void;
  readonly onDrop: (draggedId: string, targetId: string) => void;
}

/** A job in the line: what it is, how far it is, when it is done, and what can be done to it. */
export function JobRow(props: JobRowProps) {
  const { job, number, isAtWork, actions } = props;
  const { t } = useTranslation();
  const row = useRef<HTMLLIElement>(null);
  const dragging = useRowDrag(row, { kind: 'job', id: job.id, onDrop: props.onDrop });
  const { title, state } = job;
  return (
    <li ref={row} className="job-row" data-at-work={isAtWork || undefined} data-state={state} {...dragging}>
      <span className="job-number num" aria-hidden="true">
        {number}
      </span>
      <div className="job-what">
        <p className="job-title">
          <Link href={`/documents/${job.documentId}`} className="truncate">
            {title}
          </Link>
          {job.kind === 'polish' && <span className="note">{t('jobs.kind.polish')}</span>}
        </p>
        <JobProgress job={job} isAtWork={isAtWork} />
        <JobFacts job={job} isAtWork={isAtWork} />
      </div>
      <div className="job-buttons">
        {state === 'open' ? (
          <button
            type="button"
            className="icon-btn"
            aria-label={t('jobs.pause', { title })}
            title={t('jobs.pause', { title })}
            onClick={() => void actions.pause(job)}
          >
            <Icon name="pause" />
          </button>
        ) : (
          <button
            type="button"
            className="icon-btn"
            aria-label={t('jobs.resume', { title })}
            title={t('jobs.resume', { title })}
            onClick={() => void actions.resume(job)}
          >
            <Icon name="play" />
          </button>
        )}
        <MenuButton
          trigger={
            <button type="button" className="icon-btn" aria-label={t('jobs.actions', { title })} title={t('jobs.actions', { title })}>
              <Icon name="more" />
            </button>
          }
          renderMenu={(trigger) => <JobMenu {...props} trigger={trigger} />}
        />
      </div>
    </li>
  );
}

function JobProgress({ job, isAtWork }: Pick<JobRowProps, 'job' | 'isAtWork'>) {
  const { t } = useTranslation();
  const percent = percentOf(job) ?? (isAtWork ? 0 : null);
  if (percent === null || (percent === 0 && !isAtWork)) return null;
  const mark = isAtWork ? 'live' : job.error ? 'broken' : '';
  return (
    <div
      className="ink-line"
      role="progressbar"
      aria-label={t('jobs.progress', { percent })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <i className={mark} style={{ ['--part' as string]: `${percent}%` }} />
    </div>
  );
}

function JobFacts({ job, isAtWork }: Pick<JobRowProps, 'job' | 'isAtWork'>) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { stateOf, timeOf } = useJobWords();
  const percent = percentOf(job);
  const { remainingMs } = job.estimate;
  const words = [
    stateOf(job),
    ...(percent !== null && (percent > 0 || isAtWork) ? [t('jobs.progress', { percent })] : []),
    timeOf(job),
    ...(isAtWork && remainingMs !== null ? [t('jobs.left', { duration: measures.roughDuration(remainingMs) })] : []),
  ].filter((word) => word !== null);
  return (
    <>
      <p className="job-facts note num">
        {words.map((word) => (
          <span key={word}>{word}</span>
        ))}
      </p>
      {job.error && (
        <p className="job-error">
          <Icon name="warning" small />
          {errorBodyText(t, job.error).both}
        </p>
      )}
    </>
  );
}
