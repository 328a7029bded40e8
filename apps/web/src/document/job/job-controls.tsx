import type { DocumentDetail, Job, Run } from '@maobi/contract';
import { commandKey } from '../../keyboard/shortcuts.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { errorBodyText } from '../../language/error-text.ts';
import { newId } from '../../studio/new-id.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useAttempt } from '../use-attempt.ts';
import { isActive, isRunning } from '../writing-progress.ts';
import type { Beginning } from './use-next-job.ts';

interface JobControlsProps {
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  /** What can be begun now. */
  readonly beginning: Beginning | null;
}

/** What begins the writing of a document, rests it, lets it go on and ends it. One of them is always the next thing to do. */
export function JobControls(props: JobControlsProps) {
  const { detail, actions } = props;
  const { job, outlineRun } = detail;
  const failed = job?.state === 'failed' ? job : null;
  if (detail.binnedAt !== null) return null;
  if (outlineRun && isRunning(outlineRun)) return <GrowingOutlineStop run={outlineRun} actions={actions} />;
  if (isActive(job)) return <ActiveJob job={job} actions={actions} beginning={props.beginning} />;
  return (
    <div className="job-controls">
      {failed && <JobFailure job={failed} />}
      {detail.sections.length === 0 ? <BeforeOutline {...props} /> : props.beginning && <BeginButton beginning={props.beginning} />}
    </div>
  );
}

/** In the place of what has begun it, and of what begins the writing afterwards, however many rows there are by then. */
function GrowingOutlineStop({ run, actions }: Pick<JobControlsProps, 'actions'> & { readonly run: Run }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  return (
    <div className="job-controls">
      <button type="button" className="btn" onClick={() => void attempt(() => actions.stopRun(run.id))}>
        <Icon name="stop" small />
        {t('document.job.stop')}
        <kbd className="keycap no-phone">Esc</kbd>
      </button>
    </div>
  );
}

function ActiveJob({ job, actions, beginning }: Pick<JobControlsProps, 'actions' | 'beginning'> & { readonly job: Job }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const isOpen = job.state === 'open';
  return (
    <div className="job-controls" data-active>
      {isOpen ? (
        <button type="button" className="btn" onClick={() => void attempt(() => actions.pauseJob(job))}>
          <Icon name="pause" small />
          {t('document.job.pause')}
        </button>
      ) : (
        beginning && <BeginButton beginning={beginning} />
      )}
      <button type="button" className="btn" onClick={() => void attempt(() => actions.stopJob(job))}>
        <Icon name="stop" small />
        {t('document.job.stopAndKeep')}
        <kbd className="keycap no-phone">Esc</kbd>
      </button>
    </div>
  );
}

/** Before there is an outline: have it planned, or planned and written at once. */
function BeforeOutline({ actions, beginning }: Pick<JobControlsProps, 'actions' | 'beginning'>) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const writeAll = () => attempt(() => actions.writeOutline(newId(), newId()));
  return (
    <>
      {beginning && <BeginButton beginning={beginning} />}
      <button type="button" className="btn" onClick={() => void writeAll()}>
        {t('document.job.writeAll')}
      </button>
      <p className="note">{t('document.job.beginningNote')}</p>
    </>
  );
}

const beginKeys = commandKey === '⌘' ? 'Meta+Enter' : 'Control+Enter';
/** A page on which the writer writes offers the model, and pushes nobody to it. */
const offered: readonly Beginning['kind'][] = ['begin', 'extend'];

function BeginButton({ beginning }: { readonly beginning: Beginning }) {
  const { kind, label, cost, begin } = beginning;
  return (
    <button type="button" className={offered.includes(kind) ? 'btn' : 'btn ink'} aria-keyshortcuts={beginKeys} onClick={begin}>
      {label}
      {cost !== null && <span className="cost">{cost}</span>}
      <kbd className="keycap no-phone" aria-hidden="true">
        {commandKey} ↵
      </kbd>
    </button>
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
