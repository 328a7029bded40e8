import { maxBatchRows } from '@maobi/contract';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { newId } from '../studio/new-id.ts';
import { beginningOf, shownCell } from './batch-columns.ts';
import { RowState, type RowStateProps } from './rows/row-state.tsx';
import { RowText } from './rows/row-text.tsx';
import type { BatchEdits } from './rows/use-batch-edits.ts';
import type { LikeRow } from './rows/use-like-rows.ts';

interface BatchCardsProps extends Pick<RowStateProps, 'template' | 'columns'> {
  readonly edits: BatchEdits;
  readonly likes: ReadonlyMap<string, LikeRow>;
  readonly onOpen: (rowId: string) => void;
  readonly onOpenCommon: () => void;
}

const usualHeight = 120;

/** The rows on a phone: one card each, which opens the row, and one for what counts for all of them. */
export function BatchCards({ edits, likes, onOpen, onOpenCommon, ...shared }: BatchCardsProps) {
  const { t } = useTranslation();
  const { rows, common } = edits.batch;
  const list = useRef<HTMLOListElement>(null);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => usualHeight,
    overscan: 6,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const add = () => {
    const id = newId();
    edits.change([{ type: 'add', rows: [{ id, cells: {} }], before: null }]);
    onOpen(id);
  };
  return (
    <>
      <CommonCard edits={edits} columns={shared.columns} onOpen={onOpenCommon} />
      <ol ref={list} className="batch-cards" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li
              key={row.id}
              ref={virtual.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}
            >
              <button type="button" className="batch-card" onClick={() => onOpen(row.id)}>
                <span className="card-top">
                  <span className="note num">{index + 1}</span>
                  <span className="card-topic">{beginningOf(row.cells['topic'] || common['topic'] || '–')}</span>
                </span>
                <RowState {...shared} row={row} like={likes.get(row.id) ?? null} isUnsaved={edits.unsaved?.rowIds.has(row.id) ?? false} />
                {row.documentId !== null && <RowText row={row} />}
              </button>
            </li>
          );
        })}
      </ol>
      <button type="button" className="btn big" disabled={rows.length >= maxBatchRows} onClick={add}>
        <Icon name="plus" small />
        {t('batch.addRow')}
      </button>
    </>
  );
}

interface CommonCardProps extends Pick<BatchCardsProps, 'edits' | 'columns'> {
  readonly onOpen: () => void;
}

/** What counts for all rows, in short. */
function CommonCard({ edits, columns, onOpen }: CommonCardProps) {
  const { t } = useTranslation();
  const { common } = edits.batch;
  const filled = columns.flatMap((column) => {
    const text = shownCell(common[column.name] ?? '', column);
    return text === '' ? [] : [`${column.label} ${text}`];
  });
  return (
    <button type="button" className="batch-card common" onClick={onOpen}>
      <span>{t('batch.all')}</span>
      <span className="note clamp">{filled.length > 0 ? filled.join(' · ') : t('batch.commonHint')}</span>
      {edits.unsaved?.hasCommon && <span className="note ochre">{t('batch.rowUnsaved')}</span>}
    </button>
  );
}
