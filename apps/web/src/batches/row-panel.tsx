import type { BatchDetail, BatchRow, Template } from '@maobi/contract';
import { useRef, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { AnswerText } from '../conversation/turn/answer-text.tsx';
import { isComposing } from '../keyboard/composition.ts';
import { Icon } from '../icons/icon.tsx';
import { useOptionalDocument } from '../studio/queries.ts';
import type { BatchColumn } from './batch-columns.ts';
import { useLiveRow } from './rows/live-rows.tsx';
import { isBusy, RowState } from './rows/row-state.tsx';
import type { BatchEdits } from './rows/use-batch-edits.ts';
import type { LikeRow } from './rows/use-like-rows.ts';
import { useWhenHidden } from './use-when-hidden.ts';

export interface RowPanelProps {
  readonly row: BatchRow;
  /** In the batch, from 0. */
  readonly index: number;
  readonly edits: BatchEdits;
  readonly template: Template;
  readonly columns: readonly BatchColumn[];
  readonly like: LikeRow | null;
  /** On phones the cells are filled in here. */
  readonly hasFields: boolean;
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
    <aside
      className="row-panel"
      aria-label={`${t('batch.row')} ${index + 1}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) onClose();
      }}
    >
      <header className="row-panel-head">
        <span className="note num">
          {t('batch.row')} {index + 1}
        </span>
        <span className="grow" />
        <StepButton icon="up" label={t('batch.previous')} rowId={beside(-1)} onShow={onShow} />
        <StepButton icon="chevron" label={t('batch.next')} rowId={beside(1)} onShow={onShow} />
        <button type="button" className="icon-btn" aria-label={t('shell.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <h2 className="serif">{topic}</h2>
      <RowState {...props} isUnsaved={edits.unsaved?.rowIds.has(row.id) ?? false} />
      {hasFields && <RowFields {...props} common={edits.batch.common} />}
      <RowActions {...props} />
      <FullText {...props} />
    </aside>
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

interface RowFieldsProps extends RowPanelProps {
  readonly common: BatchDetail['common'];
}

function RowFields({ row, columns, edits, common }: RowFieldsProps) {
  return (
    <div className="row-fields">
      {columns.map((column) => (
        <RowField
          key={`${row.id} ${column.name}`}
          column={column}
          value={row.cells[column.name] ?? ''}
          usual={common[column.name] ?? ''}
          onChange={(text) => edits.change([{ type: 'cells', rowId: row.id, cells: { [column.name]: text } }])}
        />
      ))}
    </div>
  );
}

interface RowFieldProps {
  readonly column: BatchColumn;
  readonly value: string;
  /** What counts while it is empty. */
  readonly usual: string;
  readonly onChange: (text: string) => void;
}

/** Kept when it is left. */
function RowField({ column, value, usual, onChange }: RowFieldProps) {
  const { text, type, keep } = useTyped(value, onChange);
  // a table may say the same in other words, or something that cannot be chosen
  const isOther = value !== '' && !column.choices.some((choice) => choice.value === value);
  return (
    <label className="row-field">
      <span>{column.label}</span>
      {column.choices.length > 0 ? (
        <select className="field" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{usual || '–'}</option>
          {isOther && <option value={value}>{value}</option>}
          {column.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <textarea
          className="field"
          rows={column.isLong ? 3 : 1}
          value={text}
          placeholder={usual || column.hint}
          onChange={(event) => type(event.target.value)}
          onBlur={keep}
        />
      )}
    </label>
  );
}

/** What is being typed over a text. It is kept when its field or the page is left; where nothing was typed, what another page writes stands. */
function useTyped(text: string, onChange: (text: string) => void) {
  const [typed, setTyped] = useState<{ readonly before: string; readonly text: string } | null>(null);
  const latest = useRef(typed);
  const set = (next: typeof typed) => {
    latest.current = next;
    setTyped(next);
  };
  const keep = () => {
    const kept = latest.current;
    set(null);
    if (kept !== null && kept.text.trim() !== kept.before) onChange(kept.text.trim());
  };
  useWhenHidden(keep);
  return { text: typed?.text ?? text, type: (next: string) => set({ before: typed?.before ?? text, text: next }), keep };
}
