import { maxBatchRows, type BatchDetail, type BatchRow, type Template } from '@maobi/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, useEffect, useMemo, useRef, useState, type CSSProperties, type MouseEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { MenuButton } from '../../menu/menu-button.tsx';
import { orElseNever } from '../../shell/until-there.ts';
import { newId } from '../../studio/new-id.ts';
import { shownCell, type BatchColumn } from '../batch-columns.ts';
import { useLiveRow } from '../rows/live-rows.tsx';
import { rowToCome } from '../rows/apply-changes.ts';
import { RowState } from '../rows/row-state.tsx';
import { RowText } from '../rows/row-text.tsx';
import type { BatchEdits } from '../rows/use-batch-edits.ts';
import type { LikeRow } from '../rows/use-like-rows.ts';
import { CellEditor } from './cell-editor.tsx';
import { cellsOnClipboard } from './pasted-cells.ts';
import type { Grid } from './use-grid.ts';

const SortMenu = lazy(orElseNever(() => import('../batch-menus.tsx').then((m) => ({ default: m.SortMenu }))));

interface BatchGridProps {
  readonly edits: BatchEdits;
  readonly grid: Grid;
  readonly template: Template;
  readonly columns: readonly BatchColumn[];
  readonly likes: ReadonlyMap<string, LikeRow>;
  /** The row whose text is shown beside. */
  readonly openId: string | null;
  readonly onOpen: (rowId: string) => void;
  readonly onLeave: () => void;
}

const rowHeight = 58;
/** As in the style sheet: the names of the columns and the row for all rows, which stay in sight. */
const headHeight = 78;
const numberWidth = 76;
const textWidth = 216;
const stateWidth = 224;

/** The table, as any spreadsheet: only what is in sight is drawn. */
export function BatchGrid(props: BatchGridProps) {
  const { edits, grid, columns } = props;
  const { t } = useTranslation();
  const rows = shownRows(edits.batch);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingEnd: headHeight,
  });
  // one that nothing stands in yet is to be filled in
  const [hasFocus, setHasFocus] = useState(() => isBlank(edits.batch));
  const { row: activeRow } = grid.at;
  useEffect(() => {
    if (activeRow >= 0 && hasFocus) virtual.scrollToIndex(activeRow, { align: 'auto' });
  }, [activeRow, hasFocus, virtual]);
  const tracks = [`${numberWidth}px`, ...columns.map(({ width }) => `${width}px`), `minmax(${textWidth}px, 1fr)`, `${stateWidth}px`].join(
    ' ',
  );
  const leastWidth = numberWidth + columns.reduce((sum, { width }) => sum + width, 0) + textWidth + stateWidth;
  const style = { '--tracks': tracks, '--row-height': `${rowHeight}px`, minWidth: leastWidth } as CSSProperties;
  const takeFocus = () =>
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>('.cell-editor')?.focus({ preventScroll: true }));
  return (
    <div ref={scroller} className="batch-scroll" role="region" aria-label={t('batch.grid')}>
      <div className="batch-table" style={style}>
        <div
          role="grid"
          aria-label={t('batch.grid')}
          aria-rowcount={rows.length + 2}
          aria-colcount={columns.length + 3}
          aria-multiselectable
        >
          <GridHead {...props} onPick={takeFocus} />
          <div role="rowgroup" className="batch-rows" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              return row && <GridRow key={row.id} {...props} row={row} index={index} start={start} onPick={takeFocus} />;
            })}
          </div>
        </div>
        <ActiveEditor {...props} hasFocus={hasFocus} onFocusChange={setHasFocus} />
        <AddRowLine
          edits={edits}
          onAdded={(index) => {
            grid.moveTo({ row: index, column: 0 });
            setHasFocus(true);
            takeFocus();
          }}
        />
      </div>
    </div>
  );
}

/** One that has no rows yet shows the one to come, so that what is typed or pasted has its place. */
function shownRows({ rows }: BatchDetail): readonly BatchRow[] {
  return rows.length === 0 ? [rowToCome] : rows;
}

function isBlank({ rows, common }: BatchDetail): boolean {
  return [common, ...rows.map(({ cells }) => cells)].every((cells) => Object.keys(cells).length === 0);
}

function AddRowLine({ edits, onAdded }: { readonly edits: BatchEdits; readonly onAdded: (index: number) => void }) {
  const { t } = useTranslation();
  const count = edits.batch.rows.length;
  const add = () => {
    edits.change([{ type: 'add', rows: [{ id: newId(), cells: {} }], before: null }]);
    onAdded(count);
  };
  return (
    <button type="button" className="batch-add" disabled={count >= maxBatchRows} onClick={add}>
      <Icon name="plus" small />
      {t('batch.pasteHint')}
    </button>
  );
}

interface Pickable {
  /** A cell was chosen with the mouse: the keys belong to it now. */
  readonly onPick: () => void;
}

/** The names of the columns, and the row that counts for all others. */
function GridHead({ edits, grid, columns, onPick }: BatchGridProps & Pickable) {
  const { t } = useTranslation();
  const { common } = edits.batch;
  return (
    <div role="rowgroup" className="batch-head">
      <div role="row" aria-rowindex={1} className="batch-row names">
        <div role="columnheader" className="batch-number">
          {t('batch.row')}
        </div>
        {columns.map((column, index) => (
          <ColumnHead
            key={column.name}
            column={column}
            onSort={(isDescending) => {
              grid.sort(index, isDescending);
              onPick();
            }}
          />
        ))}
        <div role="columnheader" className="batch-cell">
          {t('batch.text')}
        </div>
        <div role="columnheader" className="batch-cell">
          {t('batch.state')}
        </div>
      </div>
      <div role="row" aria-rowindex={2} className="batch-row common">
        <div role="rowheader" className="batch-number">
          {t('batch.all')}
        </div>
        {columns.map((column, index) => (
          <div
            key={column.name}
            role="gridcell"
            tabIndex={-1}
            className="batch-cell"
            aria-selected={isInside({ row: -1, column: index }, grid)}
            onMouseDown={(event) => pick(event, grid, { row: -1, column: index }, onPick)}
          >
            <span className="truncate">{shownCell(common[column.name] ?? '', column)}</span>
          </div>
        ))}
        <div role="gridcell" tabIndex={-1} className="batch-cell note all-hint">
          {t('batch.allHint')}
        </div>
        <div role="gridcell" tabIndex={-1} className="batch-cell state">
          {edits.unsaved?.hasCommon && (
            <div className="row-state">
              <span className="row-state-second ochre">{t('batch.rowUnsaved')}</span>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

interface ColumnHeadProps {
  readonly column: BatchColumn;
  readonly onSort: (isDescending: boolean) => void;
}

/** What a column is called; a press shows how rows can be sorted by it. Keys have the menu above the table for that. */
function ColumnHead({ column: { label, isRequired, hint }, onSort }: ColumnHeadProps) {
  return (
    <div role="columnheader" className="batch-cell" title={hint || label}>
      <MenuButton
        trigger={
          <button type="button" tabIndex={-1} className="column-name">
            <span className="truncate">{label}</span>
            {isRequired && <span className="required" aria-hidden="true" />}
            <Icon name="chevron" small />
          </button>
        }
        renderMenu={(trigger) => <SortMenu column={label} trigger={trigger} onSort={onSort} />}
      />
    </div>
  );
}

function isInside({ row, column }: { row: number; column: number }, { range }: Grid): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

function pick(event: MouseEvent, grid: Grid, place: { row: number; column: number }, onPick: () => void): void {
  if (event.button !== 0) return;
  event.preventDefault();
  grid.moveTo(place, event.shiftKey);
  onPick();
}

interface GridRowProps extends BatchGridProps, Pickable {
  readonly row: BatchRow;
  readonly index: number;
  readonly start: number;
}

function GridRow({ row, index, start, grid, columns, edits, likes, template, openId, onOpen, onPick }: GridRowProps) {
  const { t } = useTranslation();
  const isLive = useLiveRow(row.id) !== null;
  const isWithin = index >= grid.range.top && index <= grid.range.bottom;
  return (
    <div
      role="row"
      aria-rowindex={index + 3}
      className="batch-row"
      data-open={openId === row.id || undefined}
      data-live={isLive || undefined}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div
        role="rowheader"
        tabIndex={-1}
        className="batch-number"
        data-within={isWithin || undefined}
        onMouseDown={(event) => {
          event.preventDefault();
          if (event.shiftKey) grid.moveTo({ row: index, column: columns.length - 1 }, true);
          else grid.selectRow(index);
          onPick();
        }}
      >
        {index + 1}
      </div>
      {columns.map((column, place) => (
        <Cell
          key={column.name}
          {...{ row, column, common: edits.batch.common }}
          isSelected={isInside({ row: index, column: place }, grid)}
          onPick={(event) => pick(event, grid, { row: index, column: place }, onPick)}
          onExtend={() => grid.moveTo({ row: index, column: place }, true)}
        />
      ))}
      <div role="gridcell" tabIndex={-1} className="batch-cell text">
        {row.documentId !== null && (
          <button type="button" className="row-open" onClick={() => onOpen(row.id)}>
            <span className="sr">{`${t('batch.openText')}: ${index + 1}`}</span>
            <RowText row={row} />
          </button>
        )}
      </div>
      <div role="gridcell" tabIndex={-1} className="batch-cell state">
        <RowState {...{ row, template, columns }} like={likes.get(row.id) ?? null} isUnsaved={edits.unsaved?.rowIds.has(row.id) ?? false} />
      </div>
    </div>
  );
}

interface CellProps {
  readonly row: BatchRow;
  readonly column: BatchColumn;
  readonly common: BatchDetail['common'];
  readonly isSelected: boolean;
  readonly onPick: (event: MouseEvent) => void;
  readonly onExtend: () => void;
}

function Cell({ row, column, common, isSelected, onPick, onExtend }: CellProps) {
  const own = row.cells[column.name] ?? '';
  const forAll = common[column.name] ?? '';
  const isWrong = row.problems.some((problem) => problem.column === column.name) && (own !== '' || Object.keys(row.cells).length > 0);
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      className={column.name === 'topic' ? 'batch-cell topic' : 'batch-cell'}
      aria-selected={isSelected}
      aria-invalid={isWrong || undefined}
      onMouseDown={onPick}
      onMouseEnter={(event) => event.buttons === 1 && onExtend()}
    >
      <span className={own === '' ? 'clamp common' : 'clamp'}>{shownCell(own || forAll, column)}</span>
    </div>
  );
}

interface ActiveEditorProps extends BatchGridProps {
  readonly hasFocus: boolean;
  readonly onFocusChange: (hasFocus: boolean) => void;
}

/** The field over the cell where the writer is, wherever that is. */
function ActiveEditor({ edits, grid, columns, hasFocus, onFocusChange, onOpen, onLeave }: ActiveEditorProps) {
  const { t } = useTranslation();
  const { common } = edits.batch;
  const rows = shownRows(edits.batch);
  const { at } = grid;
  const isForAll = at.row === -1;
  const column = columns[at.column];
  const left = useMemo(() => numberWidth + columns.slice(0, at.column).reduce((sum, { width }) => sum + width, 0), [columns, at.column]);
  if (!column || at.row >= rows.length) return null;
  const place = { left, width: column.width, ...(isForAll ? {} : { top: `calc(var(--head-height) + ${at.row * rowHeight}px)` }) };
  const value = (isForAll ? common : rows[at.row]?.cells)?.[column.name] ?? '';
  const where = isForAll ? t('batch.cellOfAll', { column: column.label }) : t('batch.cell', { row: at.row + 1, column: column.label });
  const { top, bottom, left: first, right } = grid.range;
  const count = (bottom - top + 1) * (right - first + 1);
  const selected = count > 1 ? ` (${t('batch.selected', { count })})` : '';
  const showText = () => {
    const rowId = edits.batch.rows[at.row]?.id;
    if (rowId !== undefined) onOpen(rowId);
  };
  const editor = (
    <CellEditor
      grid={grid}
      size={{ rows: rows.length, columns: columns.length }}
      column={column}
      value={value}
      label={`${where}: ${shownCell(value, column)}${selected}`}
      style={place}
      takesFocus={hasFocus}
      onFocusChange={onFocusChange}
      onUndo={edits.undo}
      onRedo={edits.redo}
      onLeave={onLeave}
      onShowText={showText}
      onPaste={(text) => grid.paste(cellsOnClipboard(text))}
    />
  );
  return isForAll ? <div className="editor-of-all">{editor}</div> : editor;
}
