import type { BatchCost, BatchDetail, Template } from '@maobi/contract';
import { lazy, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { InlineName } from '../conversation-list/inline-name.tsx';
import { Icon } from '../icons/icon.tsx';
import { errorBodyText } from '../language/error-text.ts';
import { useMeasures } from '../language/measures.ts';
import { MenuButton } from '../menu/menu-button.tsx';
import { useTitlePart } from '../shell/title-part.ts';
import { useBatchCost } from '../studio/queries.ts';
import type { BatchColumn } from './batch-columns.ts';
import type { MoreMenuProps } from './batch-menus.tsx';
import type { UnsavedChanges } from './rows/use-batch-edits.ts';
import { TemplateSelect } from './template-select.tsx';
import { useBatchName } from './use-batch-name.ts';
import { orElseNever } from '../shell/until-there.ts';

const ExportMenu = lazy(orElseNever(() => import('./batch-menus.tsx').then((m) => ({ default: m.ExportMenu }))));
const ColumnMenu = lazy(orElseNever(() => import('./batch-menus.tsx').then((m) => ({ default: m.ColumnMenu }))));
const MoreMenu = lazy(orElseNever(() => import('./batch-menus.tsx').then((m) => ({ default: m.MoreMenu }))));

export interface BatchHeaderProps {
  readonly batch: BatchDetail;
  readonly unsaved: UnsavedChanges | null;
  readonly templates: readonly Template[];
  readonly hiddenColumns: readonly BatchColumn[];
  readonly more: Omit<MoreMenuProps, 'trigger'>;
  readonly onRename: (title: string) => void;
  readonly onTemplate: (id: string) => void;
  readonly onAddColumn: (name: string) => void;
  readonly onStart: () => void;
  /** A paragraph more for every row that came out short. */
  readonly onExtend: () => void;
  readonly onPause: () => void;
  readonly onResume: () => void;
}

/** What the batch is called, how far it is, what the rest costs, and what can be done with it. */
export function BatchHeader(props: BatchHeaderProps) {
  const { batch } = props;
  return (
    <header className="batch-header">
      <div className="batch-title">
        <BatchName {...props} />
        <div className="batch-about">
          <TemplateSelect templates={props.templates} value={batch.template} onChange={props.onTemplate} />
        </div>
      </div>
      <Progress batch={batch} />
      <span className="grow" />
      <Buttons {...props} />
      <Remarks {...props} />
    </header>
  );
}

function BatchName({ batch, onRename }: BatchHeaderProps) {
  const { t } = useTranslation();
  const [isNaming, setIsNaming] = useState(false);
  const name = useBatchName(batch);
  useTitlePart('name', name);
  if (isNaming) {
    const done = (title: string | null) => {
      setIsNaming(false);
      if (title !== null && title !== batch.title) onRename(title);
    };
    return <InlineName label={t('batch.name')} initial={name} onDone={done} allowsEmpty />;
  }
  return (
    <h1 className="serif">
      <Link href="/batches" className="icon-btn" aria-label={t('batch.missing.back')}>
        <Icon name="back" />
      </Link>
      <span className="truncate">{name}</span>
      <button type="button" className="icon-btn quiet" aria-label={t('conversations.rename')} onClick={() => setIsNaming(true)}>
        <Icon name="edit" small />
      </button>
    </h1>
  );
}

const written = new Set(['done', 'short', 'long']);
const atWork = new Set(['planning', 'reading', 'writing']);

/** With what goes before it; `null`: nobody knows. */
function untilEnd({ milliseconds, waitingMs }: BatchCost): number | null {
  return milliseconds === null || waitingMs === null ? null : waitingMs + milliseconds;
}

/** How many rows are written, and until when the rest is. */
function Progress({ batch }: { readonly batch: BatchDetail }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { data: cost } = useBatchCost(batch.id);
  const total = batch.rows.length;
  const done = batch.rows.filter(({ state }) => written.has(state)).length;
  const live = batch.rows.filter(({ state }) => atWork.has(state)).length;
  const rest = Math.max(1, total) - done - live;
  const endsInMs = batch.state === 'open' && cost ? untilEnd(cost) : null;
  return (
    <div className="batch-progress">
      <div
        className="ink-line"
        role="progressbar"
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, total)}
        aria-label={t('batch.progress', { count: total, written: done })}
      >
        {done > 0 && <i style={{ '--part': '100%', flexGrow: done } as object} />}
        {Array.from({ length: live }, (_, index) => (
          <i key={index} className="live" style={{ '--part': '40%' } as object} />
        ))}
        {rest > 0 && <i style={{ flexGrow: rest }} />}
      </div>
      <p className="num" role="status">
        {t('batch.progress', { count: total, written: done })}
        {live > 1 && t('batch.sideBySide', { count: live })}
        {endsInMs !== null && endsInMs > 0 && <span className="dim">{t('batch.endsBy', { time: measures.timeIn(endsInMs) })}</span>}
      </p>
    </div>
  );
}

function Buttons({ batch, hiddenColumns, more, onAddColumn, onStart, onPause, onResume }: BatchHeaderProps) {
  const { t } = useTranslation();
  const { data: cost } = useBatchCost(batch.id);
  const missing = cost?.rowCount ?? 0;
  return (
    <div className="batch-buttons">
      {hiddenColumns.length > 0 && (
        <MenuButton
          trigger={
            <button type="button" className="btn plain no-phone">
              <Icon name="plus" small />
              {t('batch.addColumn')}
            </button>
          }
          renderMenu={(trigger) => <ColumnMenu columns={hiddenColumns} trigger={trigger} onAdd={onAddColumn} />}
        />
      )}
      <MenuButton
        trigger={
          <button type="button" className="btn">
            <Icon name="download" small />
            {t('batch.export.label')}
          </button>
        }
        renderMenu={(trigger) => <ExportMenu batchId={batch.id} hasTexts={batch.rows.some(({ count }) => count > 0)} trigger={trigger} />}
      />
      <MenuButton
        trigger={
          <button type="button" className="icon-btn" aria-label={t('batch.more')}>
            <Icon name="more" />
          </button>
        }
        renderMenu={(trigger) => <MoreMenu {...more} trigger={trigger} />}
      />
      {batch.state === 'open' && (
        <button type="button" className="btn ink" onClick={onPause}>
          <Icon name="pause" small />
          {t('batch.pause')}
        </button>
      )}
      {batch.state === 'paused' && (
        <button type="button" className="btn ink" onClick={onResume}>
          <Icon name="play" small />
          {t('batch.resume')}
        </button>
      )}
      {batch.state === 'idle' && (
        <button type="button" className="btn ink" disabled={missing === 0} onClick={onStart}>
          <Icon name="brush" small />
          {missing === 0 ? t('batch.start') : t('batch.startMissing', { count: missing })}
        </button>
      )}
    </div>
  );
}

/** What is not saved yet, what the rest costs, why it rests, what is wrong with rows, and what was read once for all of them. */
function Remarks({ batch, unsaved, onExtend }: BatchHeaderProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { usage, error, rows } = batch;
  const wrong = rows.filter(({ problems, cells }) => problems.length > 0 && Object.keys(cells).length > 0).length;
  const short = rows.filter(({ state }) => state === 'short').length;
  const percent = usage.promptTokens === 0 ? 0 : Math.round((usage.cachedTokens / usage.promptTokens) * 100);
  const counts = { total: measures.number(usage.promptTokens), cached: measures.number(usage.cachedTokens), percent };
  return (
    <div className="batch-remarks note">
      {unsaved && (
        <p className="ochre">
          {t('batch.unsaved', { count: unsaved.count })}{' '}
          <button type="button" className="link" onClick={unsaved.retry}>
            {t('document.tryAgain')}
          </button>
        </p>
      )}
      {error && <p className="rouge">{t('batch.paused', { reason: errorBodyText(t, error).both })}</p>}
      <CostText batch={batch} hasWrong={wrong > 0} />
      {wrong > 0 && <p className="ochre">{t('batch.problems', { count: wrong })}</p>}
      {short > 0 && (
        <p className="ochre">
          {t('batch.short', { count: short })}{' '}
          <button type="button" className="link" onClick={onExtend}>
            {t('batch.extendShort', { count: short })}
          </button>
        </p>
      )}
      {usage.cachedTokens > 0 && <p>{t('batch.cached', counts)}</p>}
    </div>
  );
}

function CostText({ batch, hasWrong }: { readonly batch: BatchDetail; readonly hasWrong: boolean }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { data: cost } = useBatchCost(batch.id);
  if (batch.state === 'open' || cost === undefined) return null;
  if (cost.rowCount === 0) {
    if (hasWrong) return null; // what keeps them from being written is said
    return <p>{t(batch.rows.some(({ state }) => written.has(state)) ? 'batch.nothingMissing' : 'batch.nothingToWrite')}</p>;
  }
  const tokens = {
    read: measures.number(cost.readTokens),
    written: measures.number(cost.writtenTokens),
    shared: measures.number(cost.sharedTokens),
  };
  const { milliseconds } = cost;
  const endsInMs = untilEnd(cost);
  const time =
    milliseconds === null || endsInMs === null ? null : { duration: measures.roughDuration(milliseconds), time: measures.timeIn(endsInMs) };
  return (
    <p>
      {time ? t('batch.cost', time) : t('batch.costUnknown')} {t(cost.sharedTokens > 0 ? 'batch.costShared' : 'batch.costTokens', tokens)}
    </p>
  );
}
