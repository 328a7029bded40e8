import type { DocumentDetail, Job } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { useMeasures } from '../../language/measures.ts';
import type { DocumentActions } from '../document-actions.ts';
import { ProgressLine } from '../outline/progress-line.tsx';
import type { Outline } from '../outline/use-outline.ts';
import { useAttempt } from '../use-attempt.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { isActive, sectionsToWrite, totalCount, unitsLeft, writingMs, type LiveSection } from '../writing-progress.ts';
import { usePolishingWords } from './use-polishing-words.ts';

interface LiveBarProps {
  readonly detail: DocumentDetail;
  readonly outline: Outline;
  readonly live: LiveSection | null;
  readonly pace: number | null;
  readonly actions: DocumentActions;
  readonly onShow: (sectionId: string) => void;
}

/** On phones, between text or aide and the tabs while something is written: how far it is, until when, and the way to stop it. In the bin the job rests. */
export function LiveBar(props: LiveBarProps) {
  const { job, binnedAt } = props.detail;
  return isActive(job) && binnedAt === null ? <LiveJob {...props} job={job} /> : null;
}

function LiveJob({ detail, outline, live, pace, actions, onShow, job }: LiveBarProps & { readonly job: Job }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const words = useLiveWords({ detail, live, pace });
  const isOpen = job.state === 'open';
  return (
    <div className="live-bar only-phone">
      <button type="button" className="live-bar-facts" onClick={() => live && onShow(live.sectionId)}>
        <ProgressLine detail={detail} sections={outline.sections} live={live} label={words} />
        <span className="note">{words}</span>
      </button>
      <button type="button" className="btn" onClick={() => void attempt(() => (isOpen ? actions.stopJob(job) : actions.resumeJob(job)))}>
        <Icon name={isOpen ? 'stop' : 'play'} small />
        {isOpen ? t('document.job.stop') : t('document.job.resume')}
      </button>
    </div>
  );
}

function useLiveWords({ detail, live, pace }: Pick<LiveBarProps, 'detail' | 'live' | 'pace'>): string {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { language, isOpenEnded, words } = detail.brief;
  const length = useDocumentLength(language);
  const { job } = detail;
  const polishing = usePolishingWords(job);
  if (job?.state === 'paused') {
    const count = totalCount(detail.sections, live);
    return t('document.summary.paused') + t('document.summary.and') + (isOpenEnded ? length.of(count) : length.ofTarget(count, words));
  }
  if (job?.state === 'open' && job.wait !== null) return t(`document.summary.wait.${job.wait}`);
  if (job?.state === 'open' && job.kind === 'polish')
    return [polishing.text, polishing.note].filter(Boolean).join(t('document.summary.and'));
  const place = detail.sections.findIndex(({ id }) => id === live?.sectionId);
  const section = detail.sections[place];
  const ms = writingMs(unitsLeft(sectionsToWrite(detail), live), pace, language);
  const end = ms === null ? '' : t('document.job.endsAt', { time: measures.timeIn(ms) });
  if (!section || !live) return t('document.summary.writing') + end;
  const values = { number: place + 1, length: isOpenEnded ? length.of(live.count) : length.ofTarget(live.count, section.target) };
  return t('document.job.section', values) + end;
}
