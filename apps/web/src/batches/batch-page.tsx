import { maxBatchRows, type BatchDetail, type BatchRow, type Template } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { prepareMarkdown } from '../conversation/turn/answer-text.tsx';
import { useAttempt } from '../document/use-attempt.ts';
import { commandKey } from '../keyboard/shortcuts.ts';
import { useMeasures } from '../language/measures.ts';
import { usePhone } from '../shell/use-phone.ts';
import { newId } from '../studio/new-id.ts';
import { useBatch, useBatchCost, useTemplateList } from '../studio/queries.ts';
import { showToast } from '../toasts/toasts.ts';
import { BinnedNote } from '../shell/binned-note.tsx';
import { LoadFailure } from '../shell/load-failure.tsx';
import { BatchActions } from './batch-actions.ts';
import { BatchCards } from './batch-cards.tsx';
import { allColumns, shownColumns, type BatchColumn } from './batch-columns.ts';
import { BatchHeader } from './batch-header.tsx';
import type { SelectedRows, Sorting } from './batch-menus.tsx';
import { CommonPanel } from './common-panel.tsx';
import { BatchGrid } from './grid/batch-grid.tsx';
import { useGrid, type Grid } from './grid/use-grid.ts';
import { importTable } from './import-table.ts';
import { RowPanel, type RowPanelProps } from './row-panel.tsx';
import { LiveRows } from './rows/live-rows.tsx';
import { isBusy } from './rows/row-state.tsx';
import { useBatchEdits, type BatchEdits } from './rows/use-batch-edits.ts';
import { useLikeRows, type LikeRow } from './rows/use-like-rows.ts';
import { TemplateSelect } from './template-select.tsx';
import './batches.css';

/** A table whose rows become texts. */
export function BatchPage({ batchId }: { readonly batchId: string }) {
  const { t } = useTranslation();
  useEffect(() => void prepareMarkdown(), []);
  const { data: batch, error, refetch } = useBatch(batchId);
  const list = useTemplateList();
  const { isFetched: isCostKnown } = useBatchCost(batchId);
  const missing = { title: t('batch.missing.title'), text: t('batch.missing.text'), href: '/batches', action: t('batch.missing.back') };
  if (error && !batch) return <LoadFailure error={error} onRetry={() => void refetch()} missing={missing} />;
  if (list.error && !list.data) return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  // in one piece: what the rest costs would push the table down
  if (!batch || !list.data || !isCostKnown) return null;
  const { templates } = list.data;
  const template = templates.find(({ id }) => id === batch.template);
  return template ? (
    <OpenBatch key={batchId} server={batch} template={template} templates={templates} />
  ) : (
    <LostTemplate batch={batch} templates={templates} />
  );
}

interface OpenBatchProps {
  readonly server: BatchDetail;
  readonly template: Template;
  readonly templates: readonly Template[];
}

function OpenBatch({ server, template, templates }: OpenBatchProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const attempt = useAttempt();
  const cache = useQueryClient();
  const actions = useMemo(() => new BatchActions(cache, server.id), [cache, server.id]);
  const edits = useBatchEdits(server);
  const { batch } = edits;
  const { columns, hidden, add } = useColumns(batch, template);
  const [openId, setOpenId] = useState<string | null>(null);
  const [isCommonOpen, setCommonOpen] = useState(false);
  const parts = { edits, template, columns, likes: useLikeRows(batch), onOpen: setOpenId };
  const grid = useGrid({ edits, columns, template });
  const does = useDoing(edits, actions);
  const files = useFiles(edits);
  const more = {
    rows: useSelectedRows({ edits, grid, columns, does, hasTable: !isPhone }),
    sortings: useSortings(grid, columns, isPhone && batch.rows.length > 1),
    canStop: batch.state !== 'idle' || batch.rows.some(isBusy),
    onImport: files.pick,
    onStop: () => void attempt(() => actions.stop()),
    onBin: does.bin,
  };
  return (
    <div className="batch-page" {...files.target}>
      <input ref={files.input} type="file" accept=".csv,.tsv,.txt,.xlsx" hidden onChange={files.onPicked} />
      {batch.binnedAt !== null && <BinnedNote text={t('batch.inBin')} onRestore={() => void attempt(() => actions.restore())} />}
      <BatchHeader
        {...{ batch, templates, more }}
        unsaved={edits.unsaved}
        hiddenColumns={hidden}
        onRename={(title) => edits.change([{ type: 'title', title }])}
        onTemplate={(id) => void attempt(() => actions.chooseTemplate(id))}
        onAddColumn={add}
        onStart={() => does.start()}
        onExtend={() => does.extend()}
        onPause={() => void attempt(() => actions.pause())}
        onResume={() => void attempt(() => actions.resume())}
      />
      <LiveRows rows={batch.rows} openId={openId} />
      <div className="batch-body">
        {isPhone ? (
          <BatchCards {...parts} onOpenCommon={() => setCommonOpen(true)} />
        ) : (
          <BatchGrid {...parts} grid={grid} openId={openId} onLeave={focusButtons} />
        )}
        <OpenRow {...parts} hiddenColumns={hidden} onAddColumn={add} openId={openId} does={does} />
        {isPhone && isCommonOpen && (
          <CommonPanel {...{ edits, columns }} hiddenColumns={hidden} onAddColumn={add} onClose={() => setCommonOpen(false)} />
        )}
      </div>
      {!isPhone && <p className="note batch-hint">{t('batch.gridHint', { key: commandKey })}</p>}
      {files.isOver && <p className="batch-drop">{t('batch.dropHere')}</p>}
    </div>
  );
}

function focusButtons(): void {
  document.querySelector<HTMLElement>('.batch-buttons .btn')?.focus();
}

/** The columns that are shown, those that can be added, and the way to add one. One that was shown stays, also when nothing stands in it any more. */
function useColumns(batch: BatchDetail, template: Template) {
  const { t } = useTranslation();
  const { language } = useMeasures();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const add = (...names: string[]) => setSeen((known) => new Set([...known, ...names]));
  const every = useMemo(() => allColumns(template, t, language), [template, t, language]);
  const columns = useMemo(() => shownColumns(every, batch, seen), [every, batch, seen]);
  const unseen = columns.flatMap(({ name }) => (seen.has(name) ? [] : name));
  if (unseen.length > 0) add(...unseen);
  return {
    columns,
    hidden: every.filter(({ name }) => !columns.some((shown) => shown.name === name)),
    add: (name: string) => add(name),
  };
}

interface OpenRowProps extends Pick<RowPanelProps, 'edits' | 'template' | 'columns' | 'hiddenColumns' | 'onAddColumn'> {
  readonly openId: string | null;
  readonly likes: ReadonlyMap<string, LikeRow>;
  readonly does: ReturnType<typeof useDoing>;
  readonly onOpen: (rowId: string | null) => void;
}

/** The row that is looked at, beside the others. */
function OpenRow({ openId, likes, does, onOpen, ...shared }: OpenRowProps) {
  const isPhone = usePhone();
  const { rows } = shared.edits.batch;
  const index = rows.findIndex(({ id }) => id === openId);
  const row = rows[index];
  if (!row) return null;
  return (
    <RowPanel
      {...shared}
      {...{ row, index }}
      like={likes.get(row.id) ?? null}
      hasFields={isPhone}
      onShow={onOpen}
      onRetry={does.retry}
      onExtend={(rowId) => does.extend([rowId])}
      onRemove={(rowId) => {
        onOpen(null);
        does.remove([rowId]);
      }}
      onClose={() => onOpen(null)}
    />
  );
}

interface SelectionParts {
  readonly edits: BatchEdits;
  readonly grid: Grid;
  readonly columns: readonly BatchColumn[];
  readonly does: ReturnType<typeof useDoing>;
  /** Cards are not selected. */
  readonly hasTable: boolean;
}

/** What can be done to the rows that are selected; `null`: none is. */
function useSelectedRows({ edits, grid, columns, does, hasTable }: SelectionParts): SelectedRows | null {
  const { rows } = edits.batch;
  const top = Math.max(0, grid.range.top);
  const end = grid.range.bottom + 1;
  const selected = hasTable ? rows.slice(top, end).map(({ id }) => id) : [];
  const [first] = selected;
  if (first === undefined) return null;
  const move = (moved: BatchRow | undefined, before: string | null) =>
    moved && (() => void edits.change([{ type: 'move', rowId: moved.id, before }]));
  return {
    count: selected.length,
    sorting: { column: columns[grid.at.column]?.label ?? '', onSort: (isDescending) => grid.sort(grid.at.column, isDescending) },
    onStart: () => does.start(selected),
    onFillDown: grid.fillDown,
    onInsert:
      rows.length < maxBatchRows
        ? () => void edits.change([{ type: 'add', rows: [{ id: newId(), cells: {} }], before: first }])
        : undefined,
    // what stands beside them goes to their other side
    onMoveUp: move(rows[top - 1], rows[end]?.id ?? null),
    onMoveDown: move(rows[end], first),
    onRemove: () => does.remove(selected),
  };
}

/** Where there is no table, which has its own way to them. */
function useSortings(grid: Grid, columns: readonly BatchColumn[], isWanted: boolean): Sorting[] {
  const { t } = useTranslation();
  if (!isWanted) return [];
  return columns.map(({ label }, index) => ({
    column: label,
    onSort: (isDescending) => {
      const takeBack = grid.sort(index, isDescending);
      showToast({ text: t('batch.sorted', { column: label }), action: { label: t('shell.undo'), run: takeBack } });
    },
  }));
}

/** What is done with rows and with the batch as a whole, once what was typed is saved. */
function useDoing(edits: BatchEdits, actions: BatchActions) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [, navigate] = useLocation();
  const saved = (work: () => Promise<unknown>) =>
    void attempt(async () => {
      if (await edits.saved()) await work(); // what is not saved is told already
    });
  return {
    start: (rowIds?: readonly string[]) => saved(() => actions.start(rowIds)),
    retry: (rowId: string) => saved(() => actions.retry(rowId)),
    extend: (rowIds?: readonly string[]) => saved(() => actions.extend(rowIds)),
    remove: (rowIds: readonly string[]) => {
      if (rowIds.length === 0) return;
      const takeBack = edits.change([{ type: 'remove', rowIds: [...rowIds] }]);
      showToast({ text: t('batch.removed', { count: rowIds.length }), action: { label: t('shell.undo'), run: takeBack } });
    },
    bin: () =>
      saved(async () => {
        await actions.bin();
        showToast({ text: t('batch.binned'), action: { label: t('shell.undo'), run: () => void attempt(() => actions.restore()) } });
        navigate('/batches');
      }),
  };
}

/** Tables that are chosen or dropped. */
function useFiles(edits: BatchEdits) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file) void attempt(() => importTable(file, edits, t));
  };
  const hasFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return {
    input,
    isOver,
    pick: () => input.current?.click(),
    onPicked: () => {
      take(input.current?.files?.[0]);
      if (input.current) input.current.value = '';
    },
    target: {
      onDragOver: (event: DragEvent) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (event.currentTarget === event.target || event.relatedTarget === null) setIsOver(false);
      },
      onDrop: (event: DragEvent) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files[0]);
      },
    },
  };
}

/** A template of the writer's own that is gone; the rows are kept. */
function LostTemplate({ batch, templates }: { readonly batch: BatchDetail; readonly templates: readonly Template[] }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const cache = useQueryClient();
  const choose = (template: string) => void attempt(() => new BatchActions(cache, batch.id).chooseTemplate(template));
  return (
    <div className="page narrow">
      <h1 className="page-title">{batch.title || t('batch.unnamed')}</h1>
      <p className="page-lead">{t('batch.unknownTemplate', { template: batch.template })}</p>
      <TemplateSelect templates={templates} value="" onChange={choose} />
    </div>
  );
}
