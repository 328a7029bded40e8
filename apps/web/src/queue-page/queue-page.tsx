import type { ListedJob, QueueEntry } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { useMeasures } from '../language/measures.ts';
import { PartFailure } from '../shell/part-failure.tsx';
import { QueueList } from '../queue/queue-list.tsx';
import { useJobs, useNightPlan, useQueue } from '../studio/queries.ts';
import { dropTarget, isOfJob, openJobs, targetOf, type JobMove } from './job-order.ts';
import { JobRow } from './job-row.tsx';
import { NightPanel } from './night-panel.tsx';
import { NightSummaryPanel } from './night-summary-panel.tsx';
import { NoticeChoice } from './notice-choice.tsx';
import { useJobActions } from './use-job-actions.ts';
import { useJobWords } from './use-job-words.ts';
import './queue-page.css';

const endedShown = 8;

/** What is written now and next, in which order and until when; what is written at night; and how to be told of it. */
export function QueuePage() {
  const { t } = useTranslation();
  const jobs = useJobs();
  const night = useNightPlan();
  if (!jobs.isFetched || !night.isFetched) return null;
  const ended = jobs.data?.filter(({ endedAt }) => endedAt !== null) ?? [];
  return (
    <div className="page narrow queue-page">
      <h1 className="page-title">{t('jobs.title')}</h1>
      <p className="page-lead">{t('jobs.lead')}</p>
      {night.data?.summary && <NightSummaryPanel summary={night.data.summary} />}
      <PartFailure of={[jobs, night]} />
      {jobs.data && <Work jobs={jobs.data} />}
      {night.data && <NightPanel nightRun={night.data.nightRun} nowMs={night.dataUpdatedAt} />}
      <NoticeChoice />
      <Ended jobs={ended.slice(0, endedShown)} />
    </div>
  );
}

/** Jobs, and what is done besides: outlines, answers, wordings that were asked for. */
function Work({ jobs }: { readonly jobs: readonly ListedJob[] }) {
  const { t } = useTranslation();
  const queue = useQueue();
  const isBesides = (entry: QueueEntry) => !isOfJob(entry, jobs);
  if (!queue.some(isBesides)) return <Line jobs={jobs} />;
  return (
    <>
      <section className="runs-besides" aria-label={t('jobs.besides')}>
        <QueueList shows={isBesides} />
      </section>
      {openJobs(jobs).length > 0 && <Line jobs={jobs} />}
    </>
  );
}

/** Jobs that have not ended, to be dragged or moved by their menus. */
function Line({ jobs }: { readonly jobs: readonly ListedJob[] }) {
  const { t } = useTranslation();
  const actions = useJobActions();
  const [words, setWords] = useState('');
  const open = openJobs(jobs);
  const moveTo = (job: ListedJob, before: string | null | undefined) => {
    if (before === undefined) return;
    const others = open.filter(({ id }) => id !== job.id);
    const place = before === null ? others.length : others.findIndex(({ id }) => id === before);
    setWords(t('jobs.moved', { title: job.title, place: place + 1 }));
    void actions.move(job, before);
  };
  if (open.length === 0) {
    return (
      <p className="jobs-empty">
        {t('jobs.empty')}
        <Link href="/documents" className="btn">
          {t('jobs.newDocument')}
        </Link>
      </p>
    );
  }
  return (
    <>
      <ol className="jobs">
        {open.map((job, index) => (
          <JobRow
            key={job.id}
            job={job}
            number={index + 1}
            isAtWork={job.state === 'open' && job.wait === null}
            canMove={{ up: index > 0, down: index < open.length - 1 }}
            actions={actions}
            onMove={(move: JobMove) => moveTo(job, targetOf(jobs, job.id, move))}
            onDrop={(draggedId, targetId) => {
              const dragged = open.find(({ id }) => id === draggedId);
              if (dragged) moveTo(dragged, dropTarget(jobs, draggedId, targetId));
            }}
          />
        ))}
      </ol>
      <output className="sr" aria-live="polite">
        {words}
      </output>
    </>
  );
}

function Ended({ jobs }: { readonly jobs: readonly ListedJob[] }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { stateOf } = useJobWords();
  if (jobs.length === 0) return null;
  return (
    <section className="jobs-panel">
      <h2>{t('jobs.ended')}</h2>
      <ul className="jobs-ended">
        {jobs.map((job) => (
          <li key={job.id}>
            <Link href={`/documents/${job.documentId}`} className="link truncate">
              {job.title}
            </Link>
            <span className="note num">{t('jobs.endedAt', { time: measures.moment(job.endedAt ?? ''), state: stateOf(job) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
