import type { ListedJob } from '@maobi/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { percentOf } from '../queue-page/use-job-words.ts';
import { useTitlePart } from '../shell/title-part.ts';
import { useJobs, useNightPlan } from '../studio/queries.ts';
import { showToast } from '../toasts/toasts.ts';
import { useBatchPercent } from './batch-percent.ts';
import { endedLongJobs } from './ended-jobs.ts';
import { showJobBadge } from './job-badge.ts';
import { noticeSetting } from './notice-setting.ts';
import { onOnePage } from './on-one-page.ts';
import { canSound, playSound } from './play-sound.ts';
import { followNotifications, showNotification } from './show-notification.ts';

/** In the title of the page how far the job at work is, on the icon how many are open; when a long one ends, the notice that the writer has chosen. Draws nothing. */
export function JobNotice() {
  const { data: jobs } = useJobs();
  useTitleProgress(jobs);
  useEndNotice(jobs);
  useNightToast();
  return null;
}

function useTitleProgress(jobs: readonly ListedJob[] | undefined): void {
  const atWork = jobs?.find(({ state, wait }) => state === 'open' && wait === null);
  const ofBatch = useBatchPercent(atWork ?? null);
  const percent = ofBatch ?? (atWork ? percentOf(atWork) : null);
  useTitlePart('progress', percent === null ? null : `${percent}%`);
  const openJobs = jobs?.filter(({ state }) => state === 'open').length ?? 0;
  useEffect(() => void showJobBadge(openJobs), [openJobs]);
}

function useEndNotice(jobs: readonly ListedJob[] | undefined): void {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const before = useRef<readonly ListedJob[]>([]);
  useEffect(() => followNotifications(navigate), [navigate]);
  useEffect(() => {
    if (!jobs) return;
    const ended = endedLongJobs(before.current, jobs, Date.now());
    before.current = jobs;
    const { notification, sound } = noticeSetting();
    if (ended[0] && sound && canSound()) onOnePage(`sound.${ended[0].id}`, playSound);
    if (!notification) return;
    for (const { id, title, documentId, kind, state } of ended) {
      const isDone = state === 'done';
      const words = t(isDone ? (kind === 'polish' ? 'jobs.notice.polished' : 'jobs.notice.done') : 'jobs.notice.failed', { title });
      const notice = { words, body: isDone ? null : t('jobs.notice.failedText'), tag: documentId, address: `/documents/${documentId}` };
      onOnePage(`notification.${id}`, () => void showNotification(notice, navigate));
    }
  }, [jobs, t, navigate]);
}

/** A night run that was not looked at yet is told of once on each visit. */
function useNightToast(): void {
  const { t } = useTranslation();
  const [location, navigate] = useLocation();
  const told = useRef<string | null>(null);
  const summary = useNightPlan().data?.summary ?? null;
  useEffect(() => {
    if (!summary || summary.isSeen || told.current === summary.endedAt) return;
    told.current = summary.endedAt;
    if (location === '/queue') return;
    showToast({ text: t('jobs.summary.toast'), action: { label: t('jobs.summary.look'), run: () => navigate('/queue') } });
  }, [summary, location, t, navigate]);
}
