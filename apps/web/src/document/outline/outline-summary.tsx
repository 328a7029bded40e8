import type { Brief, DocumentDetail, Job, Run, Section } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { InlineName } from '../../conversation-list/inline-name.tsx';
import { errorBodyText } from '../../language/error-text.ts';
import { useMeasures } from '../../language/measures.ts';
import { isAway, useConnection } from '../../studio/connection.ts';
import type { DocumentActions } from '../document-actions.ts';
import { usePolishingWords } from '../job/use-polishing-words.ts';
import { useAttempt } from '../use-attempt.ts';
import { useHasGoal } from '../goal.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { isActive, isRunning, sectionsToWrite, totalCount, unitsLeft, writingMs, type LiveSection } from '../writing-progress.ts';
import { withinDocument } from './within-document.ts';
import { ProgressLine } from './progress-line.tsx';

interface OutlineSummaryProps {
  readonly detail: DocumentDetail;
  readonly sections: readonly Section[];
  readonly live: LiveSection | null;
  readonly pace: number | null;
  readonly actions: DocumentActions;
}

/** When the document will be finished, how far it is, and how long it is to become. */
export function OutlineSummary({ detail, sections, live, pace, actions }: OutlineSummaryProps) {
  const { t } = useTranslation();
  const { language } = detail.brief;
  const length = useDocumentLength(language);
  const count = totalCount(sections, live);
  const hasGoal = useHasGoal();
  const written = t('document.summary.written', { length: length.of(count) });
  return (
    <div className="outline-summary">
      <FinishTime detail={{ ...detail, sections: [...sections] }} live={live} pace={pace} />
      {sections.length > 0 && hasGoal && <ProgressLine detail={detail} sections={sections} live={live} label={written} />}
      <p className="num" title={t('document.summary.countRule')}>
        {/* without a length to come to, it stands in the headline */}
        {(hasGoal || isActive(detail.job)) && (
          <>
            {written}
            {t('document.summary.and')}
          </>
        )}
        <Target detail={detail} actions={actions} />
      </p>
    </div>
  );
}

function FinishTime({ detail, live, pace }: Pick<OutlineSummaryProps, 'detail' | 'live' | 'pace'>) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const toWrite = sectionsToWrite(detail);
  const ms = writingMs(unitsLeft(toWrite, live), pace, detail.brief.language);
  const length = useDocumentLength(detail.brief.language);
  const hasGoal = useHasGoal();
  const { job } = detail;
  const state = job?.state;
  if (isRunning(detail.outlineRun)) return <Headline text={t('document.summary.planning')} />;
  if (detail.sections.length === 0) return <NoOutline run={detail.outlineRun} />;
  if (job && isNotWriting(job))
    return job.wait === null ? <Polishing job={job} /> : <Headline text={t(`document.summary.wait.${job.wait}`)} />;
  if (state === 'open' && toWrite.length > 0) return <WrittenBy ms={ms} />;
  if (state === 'paused') return <Headline text={t('document.summary.paused')} />;
  if (!hasGoal)
    return <Headline text={t('document.summary.written', { length: length.of(totalCount(detail.sections, live)) })} isCounting />;
  if (toWrite.length === 0) return <Done sections={detail.sections} />;
  if (isCutShort(detail)) {
    const count = detail.sections.length;
    return (
      <Headline text={t('document.summary.toWrite', { count: toWrite.length })} note={t('document.summary.outlineShort', { count })} />
    );
  }
  const time = ms === null ? {} : { note: t('document.summary.wouldTake', { duration: measures.roughDuration(ms) }) };
  return <Headline text={t('document.summary.toWrite', { count: toWrite.length })} {...time} />;
}

/** When all will be written; `null`: not known yet. */
function WrittenBy({ ms }: { readonly ms: number | null }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const isStudioAway = useConnection(isAway);
  if (isStudioAway) return <Headline text={t('document.summary.writing')} note={t('document.summary.away')} />;
  if (ms === null) return <Headline text={t('document.summary.writing')} note={t('document.summary.noTime')} />;
  return <Headline text={measures.timeIn(ms)} note={t('document.summary.finished', { duration: measures.roughDuration(ms) })} isTime />;
}

/** Written to the end, and how many sections have not become as long as was asked for. What is locked is as the writer wants it. */
function Done({ sections }: Pick<DocumentDetail, 'sections'>) {
  const { t } = useTranslation();
  const off = (['short', 'long'] as const).flatMap((length) => {
    const count = sections.filter(({ state, isLocked }) => state === length && !isLocked).length;
    return count === 0 ? [] : [t(`document.summary.${length}`, { count })];
  });
  return <Headline text={t('document.summary.done')} {...(off.length === 0 ? {} : { note: off.join(t('document.summary.and')) })} />;
}

function Polishing({ job }: { readonly job: Job }) {
  const { text, note } = usePolishingWords(job);
  return <Headline text={text} {...(note === null ? {} : { note })} isCounting />;
}

/** There is no row yet; where one was asked for, why. */
function NoOutline({ run }: { readonly run: Run | null }) {
  const { t } = useTranslation();
  const text = t('document.summary.noOutline');
  if (run?.error) return <Headline text={text} note={t('document.summary.outlineFailed', { ...errorBodyText(t, run.error) })} />;
  if (run?.state === 'interrupted') return <Headline text={text} note={t('document.summary.outlineCutOff')} />;
  if (run?.state === 'done' || run?.state === 'length') return <Headline text={text} note={t('document.summary.outlineWithout')} />;
  return <Headline text={text} />;
}

/** The model ran out of room before it had named all sections, and nothing has been made of them yet. */
function isCutShort({ outlineRun, job, sections }: DocumentDetail): boolean {
  return outlineRun?.state === 'length' && job === null && sections.every(({ count }) => count === 0);
}

/** It is open, but what it does is no writing: it waits, or polishes. */
function isNotWriting({ state, kind, wait }: Job): boolean {
  return state === 'open' && (wait !== null || kind === 'polish');
}

interface HeadlineProps {
  readonly text: string;
  readonly note?: string;
  readonly isTime?: boolean;
  /** It changes all the time while something is at work; what is worth hearing of that is said elsewhere. */
  readonly isCounting?: boolean;
}

function Headline({ text, note, isTime = false, isCounting = isTime }: HeadlineProps) {
  return (
    <p className="summary-head" role="status" aria-live={isCounting ? 'off' : undefined}>
      <span className={isTime ? 'summary-time' : 'summary-state'}>{text}</span>
      {note && <span className="dim">{note}</span>}
    </p>
  );
}

/** The length of the whole; a press makes it a field, but not in the bin. */
function Target({ detail, actions }: Pick<OutlineSummaryProps, 'detail' | 'actions'>) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [isEditing, setIsEditing] = useState(false);
  const { brief } = detail;
  const length = useDocumentLength(brief.language);
  if (isEditing) {
    const onDone = (typed: string | null) => {
      setIsEditing(false);
      const words = withinDocument(typed ?? '');
      const sized = ({ isOpenEnded: _isOpenEnded, ...standing }: Brief) => ({ ...standing, words: words ?? standing.words });
      if (words !== null) void attempt(() => actions.change({ brief: sized }));
    };
    // one that nobody has asked for is none yet
    const initial = brief.isOpenEnded ? '' : String(brief.words);
    return <InlineName label={t('document.summary.targetLabel')} initial={initial} onDone={onDone} />;
  }
  const words = brief.isOpenEnded ? t('document.summary.setTarget') : t('document.summary.target', { length: length.of(brief.words) });
  if (detail.binnedAt !== null) return <span>{words}</span>;
  return (
    <button type="button" className="link" onClick={() => setIsEditing(true)}>
      {words}
    </button>
  );
}
