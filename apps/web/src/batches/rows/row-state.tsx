import type { BatchRow, Template } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon, type IconName } from '../../icons/icon.tsx';
import { errorBodyText } from '../../language/error-text.ts';
import { useMeasures } from '../../language/measures.ts';
import { useDocumentLength } from '../../document/use-document-length.ts';
import type { BatchColumn } from '../batch-columns.ts';
import { useLiveRow, type LiveRow } from './live-rows.tsx';

export interface RowStateProps {
  readonly row: BatchRow;
  /** The earlier row that says nearly the same. */
  readonly like: { readonly number: number; readonly share: number } | null;
  readonly template: Template;
  readonly columns: readonly BatchColumn[];
  /** What was changed in it is not with the studio yet. */
  readonly isUnsaved: boolean;
}

const signs: Readonly<Record<BatchRow['state'], readonly [IconName, string]>> = {
  empty: ['ring', 'quiet'],
  waiting: ['ring', 'quiet'],
  planning: ['brush', 'zhu'],
  reading: ['brush', 'zhu'],
  writing: ['brush', 'zhu'],
  done: ['check', ''],
  short: ['warning', 'ochre'],
  long: ['warning', 'ochre'],
  stopped: ['pause', 'ochre'],
  failed: ['close', 'rouge'],
};

/** Whether its text is being written, or waits for that. */
export function isBusy({ state }: Pick<BatchRow, 'state'>): boolean {
  return state === 'waiting' || state === 'planning' || state === 'reading' || state === 'writing';
}

/** How far a row is, and what is to be looked at. */
export function RowState(props: RowStateProps) {
  const { row, like, isUnsaved } = props;
  const live = useLiveRow(row.id);
  const { t } = useTranslation();
  const measures = useMeasures();
  const [icon, tone] = signs[row.state];
  // one in which nothing stands yet waits to be filled in
  const isWrong = row.problems.length > 0 && row.state === 'empty' && Object.keys(row.cells).length > 0;
  return (
    <div className="row-state" data-tone={isWrong ? 'ochre' : tone || undefined}>
      <span className="row-state-first">
        <Icon name={isWrong ? 'warning' : icon} small />
        {isWrong ? <ProblemText {...props} /> : <StateText row={row} live={live} />}
      </span>
      {isUnsaved && <span className="row-state-second ochre">{t('batch.rowUnsaved')}</span>}
      {!isUnsaved && <SecondLine row={row} live={live} />}
      {like && (
        <span className="row-state-second ochre">
          <Icon name="twin" small />
          {t('batch.states.like', { row: like.number, percent: measures.number(Math.round(like.share * 100)) })}
        </span>
      )}
    </div>
  );
}

interface OfRow {
  readonly row: BatchRow;
  readonly live: LiveRow | null;
}

function StateText({ row, live }: OfRow) {
  const { t } = useTranslation();
  const { state, target, language } = row;
  const length = useDocumentLength(language ?? 'zh');
  const percent = live?.readPercent ?? null;
  const word =
    state === 'reading' && percent !== null ? t('batch.states.readingPart', { percent: Math.round(percent) }) : t(`batch.states.${state}`);
  const count = live && state === 'writing' ? live.count : row.count;
  // what stands there already is said also while the row waits for its next run, or reads for it
  const isCounted = count > 0 || state === 'writing';
  return (
    <span>
      {word}
      {isCounted && target !== null && (
        <span className="num row-count">{state === 'done' ? length.of(count) : length.ofTarget(count, target)}</span>
      )}
    </span>
  );
}

function ProblemText({ row, template, columns }: RowStateProps) {
  const { t } = useTranslation();
  const [problem] = row.problems;
  if (!problem) return null;
  const column = columns.find(({ name }) => name === problem.column)?.label ?? problem.column;
  const { minimum, maximum } = template.length;
  return <span>{t(`batch.problem.${problem.code}`, { column, minimum, maximum })}</span>;
}

/** Why it failed with what to do about it, how long it still takes, or that it was edited. */
function SecondLine({ row, live }: OfRow) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (row.state === 'failed' && row.error) {
    const { both } = errorBodyText(t, row.error);
    // the table has room for its beginning
    return (
      <span className="row-state-second failure" title={both}>
        {both}
      </span>
    );
  }
  if (live?.remainingMs != null && (row.state === 'writing' || row.state === 'reading')) {
    return <span className="row-state-second">{t('batch.states.left', { duration: measures.roughDuration(live.remainingMs) })}</span>;
  }
  return row.isEdited ? <span className="row-state-second">{t('batch.states.edited')}</span> : null;
}
