import type { DocumentDetail, Job } from '@maobi/contract';
import { useStopKey } from '../../conversation/use-stop-key.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useAttempt } from '../use-attempt.ts';
import { isRunning } from '../writing-progress.ts';

/** Whoever closes an editor often presses twice. */
const restMs = 1000;

/**
 * Esc ends the outline that is planned or the job that is open, and says so, the latter with the way back: a key is pressed by mistake more easily
 * than a button.
 */
export function useStopByKey({ job, outlineRun }: Pick<DocumentDetail, 'job' | 'outlineRun'>, actions: DocumentActions): void {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const stop = async (open: Job) => {
    // what is written goes on as another job; what is polished would begin anew, so it rests
    const isPolish = open.kind === 'polish';
    await (isPolish ? actions.pauseJob(open) : actions.stopJob(open));
    const goOn = () => (isPolish ? actions.resumeJob(open) : actions.startJob(open.sectionIds));
    showToast({
      text: t(isPolish ? 'document.job.resting' : 'document.job.stopped'),
      action: { label: t('document.job.resume'), run: () => void attempt(goOn) },
    });
  };
  const stopOutline = async (runId: string) => {
    await actions.stopRun(runId);
    showToast({ text: t('document.job.outlineStopped') });
  };
  const stopIt = () => {
    if (outlineRun && isRunning(outlineRun)) return void attempt(() => stopOutline(outlineRun.id));
    if (job) void attempt(() => stop(job));
  };
  useStopKey(isRunning(outlineRun) || job?.state === 'open' ? stopIt : null, restMs);
}
