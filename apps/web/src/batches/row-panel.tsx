import type { BatchRow, Template } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { AnswerText } from '../conversation/turn/answer-text.tsx';
import { Icon } from '../icons/icon.tsx';
import { useOptionalDocument } from '../studio/queries.ts';
import type { BatchColumn } from './batch-columns.ts';
import { CellFields } from './cell-fields.tsx';
import { useLiveRow } from './rows/live-rows.tsx';
import { isBusy, RowState } from './rows/row-state.tsx';
import type { BatchEdits } from './rows/use-batch-edits.ts';
import type { LikeRow } from './rows/use-like-rows.ts';
import { SidePanel } from './side-panel.tsx';

export interface RowPanelProps {
  readonly row: BatchRow;
  /** In the batch, from 0. */
  readonly index: number;
  readonly edits: BatchEdits;
  readonly template: Template;
  readonly columns: readonly BatchColumn[];
  readonly hiddenColumns: readonly BatchColumn[];
  readonly like: LikeRow | null;
  /** On phones the cells are filled in here. */
  readonly hasFields: boolean;
  readonly onAddColumn: (name: string) => void;
  readonly onShow: (rowId: string) => void;
  readonly onRetry: (rowId: string) => void;
  /** A paragraph more where its text came out short. */
  readonly onExtend: (rowId: string) => void;
  readonly onRemove: (rowId: string) => void;
  readonly onClose: () => void;
}

/** One row: its text, and what can be done with it. */
export function RowPanel(props: RowPanelProps) {
  const { row, index, edits, hasFields, onShow, onClose } = props;
  const { t } = useTranslation();
  const { rows } = edits.batch;
  const beside = (step: number) => rows[index + step]?.id;
  const topic = row.cells['topic'] || edits.batch.common['topic'] || '';
  return (
    <SidePanel label={t('batch.rowNumber', { number: index + 1 })} onClose={onClose}>
      <header className="row-panel-head">
        <span className="note num">{t('batch.rowNumber', { number: index + 1 })}</span>
        <span className="grow" />
        <StepButton icon="up" label={t('batch.previous')} rowId={beside(-1)} onShow={onShow} />
        <StepButton icon="chevron" label={t('batch.next')} rowId={beside(1)} onShow={onShow} />
        <button type="button" className="icon-btn" aria-label={t('shell.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <h2 className="serif">{topic}</h2>
      <RowState {...props} isUnsaved={edits.unsaved?.rowIds.has(row.id) ?? false} />
      {hasFields && (
        <CellFields
          key={row.id}
          {...props}
          cells={row.cells}
          usual={edits.batch.common}
          onChange={(cells) => edits.change([{ type: 'cells', rowId: row.id, cells }])}
        />
      )}
      <RowActions {...props} />
      <FullText {...props} />
    </SidePanel>
  );
}

interface StepButtonProps {
  readonly icon: 'up' | 'chevron';
  readonly label: string;
  readonly rowId: string | undefined;
  readonly onShow: (rowId: string) => void;
}

function StepButton({ icon, label, rowId, onShow }: StepButtonProps) {
  return (
    <button type="button" className="icon-btn" aria-label={label} disabled={rowId === undefined} onClick={() => rowId && onShow(rowId)}>
      <Icon name={icon} />
    </button>
  );
}

function RowActions({ row, onRetry, onExtend, onRemove }: RowPanelProps) {
  const { t } = useTranslation();
  const isResting = !isBusy(row);
  const isBroken = row.state === 'stopped' || row.state === 'failed';
  const label = row.documentId === null ? 'batch.write' : isBroken && !row.isEdited ? 'batch.goOn' : 'batch.retry';
  return (
    <div className="row-panel-actions">
      {row.documentId !== null && (
        <Link className="btn" href={`/documents/${row.documentId}`}>
          <Icon name="file" small />
          {t('batch.openDocument')}
        </Link>
      )}
      {row.state === 'short' && (
        <button type="button" className="btn" onClick={() => onExtend(row.id)}>
          <Icon name="plus" small />
          {t('document.section.extend')}
        </button>
      )}
      {isResting && (
        <button type="button" className="btn" disabled={row.problems.length > 0} onClick={() => onRetry(row.id)}>
          <Icon name={row.documentId === null ? 'brush' : 'refresh'} small />
          {t(label)}
        </button>
      )}
      <button type="button" className="btn plain" onClick={() => onRemove(row.id)}>
        <Icon name="bin" small />
        {t('batch.removeRow')}
      </button>
    </div>
  );
}

function FullText({ row }: RowPanelProps) {
  const { t } = useTranslation();
  const live = useLiveRow(row.id);
  const { data: detail } = useOptionalDocument(row.documentId);
  const sections = detail?.sections ?? [];
  const texts = sections.map(({ heading, version }) =>
    sections.length > 1 ? `## ${heading}\n\n${version?.text ?? ''}` : (version?.text ?? ''),
  );
  const text = texts.join('\n\n');
  const shown = live && live.text !== '' && sections.length <= 1 ? live.text : text;
  if (shown.trim() === '') return <p className="note">{t('batch.noText')}</p>;
  return (
    <div className="row-panel-text" lang={detail?.brief.language === 'en' ? 'en' : 'zh-CN'}>
      <AnswerText text={shown} isLive={live !== null} />
    </div>
  );
}
