import type { DocumentDetail, Job } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { errorBodyText } from '../../language/error-text.ts';
import { useMeasures } from '../../language/measures.ts';
import { newId } from '../../studio/new-id.ts';
import type { DocumentActions } from '../document-actions.ts';
import { isSettled, type Outline } from '../outline/use-outline.ts';
import { useAttempt } from '../use-attempt.ts';
import { isActive, sectionsToWrite, unitsLeft, writingMs } from '../writing-progress.ts';
import { planToWrite } from './write-after-outline.ts';

interface JobControlsProps {
  readonly detail: DocumentDetail;
  readonly outline: Outline;
  readonly pace: number | null;
  readonly actions: DocumentActions;
  readonly onPlanAnew: () => void;
}

/** What begins the writing of a document, rests it, lets it go on and ends it. One of them is always the next thing to do. */
export function JobControls(props: JobControlsProps) {
  const { detail, actions } = props;
  const { job } = detail;
  const failed = job?.state === 'failed' ? job : null;
  if (detail.binnedAt !== null) return null;
  if (isActive(job)) return <ActiveJob job={job} actions={actions} />;
  return (
    <div className="job-controls">
      {failed && <JobFailure job={failed} />}
      {detail.sections.length === 0 ? <Beginning {...props} /> : <NextJob {...props} />}
    </div>
  );
}

function ActiveJob({ job, actions }: { readonly job: Job; readonly actions: DocumentActions }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const isOpen = job.state === 'open';
  return (
    <div className="job-controls">
      {isOpen ? (
        <button type="button" className="btn" onClick={() => void attempt(() => actions.pauseJob(job))}>
          <Icon name="pause" small />
          {t('document.job.pause')}
        </button>
      ) : (
        <button type="button" className="btn ink" onClick={() => void attempt(() => actions.resumeJob(job))}>
          <Icon name="play" small />
          {t('document.job.resume')}
        </button>
      )}
      {/* on phones it stands in the bar above the tabs */}
      <button type="button" className="btn no-phone" onClick={() => void attempt(() => actions.stopJob(job))}>
        <Icon name="stop" small />
        {t('document.job.stopAndKeep')}
        <kbd className="keycap no-phone">Esc</kbd>
      </button>
    </div>
  );
}

/** Before there is an outline: have it planned, or planned and written at once. */
function Beginning({ detail, actions }: JobControlsProps) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const writeAll = () =>
    attempt(async () => {
      const runId = newId();
      planToWrite(detail.id, runId);
      await actions.writeOutline(runId);
    });
  return (
    <>
      <button type="button" className="btn ink" onClick={() => void attempt(() => actions.writeOutline(newId()))}>
        {t('document.job.writeOutline')}
      </button>
      <button type="button" className="btn" onClick={() => void writeAll()}>
        {t('document.job.writeAll')}
      </button>
      <p className="note">{t('document.job.beginningNote')}</p>
    </>
  );
}

function NextJob({ detail, outline, pace, actions, onPlanAnew }: JobControlsProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const attempt = useAttempt();
  const toWrite = sectionsToWrite(detail);
  const ms = writingMs(unitsLeft(toWrite, null), pace, detail.brief.language);
  const isBegun = detail.sections.some(({ count }) => count > 0);
  const canPlanAnew = outline.sections.some((section) => !isSettled(section));
  return (
    <>
      {toWrite.length > 0 && (
        <button type="button" className="btn ink" onClick={() => void attempt(() => actions.startJob(null))}>
          {isBegun ? t('document.job.goOn') : t('document.job.start')}
          {ms !== null && <span className="cost">{t('document.job.about', { duration: measures.roughDuration(ms) })}</span>}
        </button>
      )}
      {canPlanAnew && (
        <button type="button" className="btn plain" onClick={onPlanAnew}>
          {t('document.job.planAnew')}
        </button>
      )}
    </>
  );
}

function JobFailure({ job }: { readonly job: Job }) {
  const { t } = useTranslation();
  if (!job.error) return null;
  return (
    <p className="job-failure" role="alert">
      <Icon name="warning" small />
      <span>
        {errorBodyText(t, job.error).both}
        {t('document.job.kept')}
      </span>
    </p>
  );
}
