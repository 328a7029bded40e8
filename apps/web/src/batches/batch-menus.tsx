import { Menu } from '@base-ui/react/menu';
import { batchExportFormats } from '@maobi/contract';
import type { ReactElement } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { MenuFrame } from '../menu/menu-frame.tsx';
import { MenuItem } from '../menu/menu-item.tsx';
import { useMeasures } from '../language/measures.ts';
import type { BatchColumn } from './batch-columns.ts';

interface ExportMenuProps {
  readonly batchId: string;
  /** Else there is nothing that could be a file of its own. */
  readonly hasTexts: boolean;
  readonly trigger: ReactElement;
}

/** The batch as a file: the studio makes it, the browser keeps it. */
export function ExportMenu({ batchId, hasTexts, trigger }: ExportMenuProps) {
  const { t } = useTranslation();
  const { language } = useMeasures();
  return (
    <MenuFrame trigger={trigger}>
      {batchExportFormats
        .filter((format) => hasTexts || format === 'csv' || format === 'xlsx')
        .map((format) => (
          <Menu.Item
            key={format}
            className="menu-item"
            render={<a href={`/api/batches/${batchId}/export?format=${format}&language=${language}`} download />}
          >
            {t(`batch.export.${format}`)}
          </Menu.Item>
        ))}
    </MenuFrame>
  );
}

interface ColumnMenuProps {
  readonly columns: readonly BatchColumn[];
  readonly trigger: ReactElement;
  readonly onAdd: (name: string) => void;
}

/** Columns that are not shown yet. */
export function ColumnMenu({ columns, trigger, onAdd }: ColumnMenuProps) {
  return (
    <MenuFrame trigger={trigger}>
      {columns.map(({ name, label }) => (
        <MenuItem key={name} icon="plus" text={label} onClick={() => onAdd(name)} />
      ))}
    </MenuFrame>
  );
}

export interface Sorting {
  /** What the column is called. */
  readonly column: string;
  readonly onSort: (isDescending: boolean) => void;
}

/** How rows can be sorted by a column; the table has the focus again. */
export function SortMenu({ trigger, ...sorting }: Sorting & { readonly trigger: ReactElement }) {
  return (
    <MenuFrame trigger={trigger} align="start">
      <SortItems {...sorting} takesFocus />
    </MenuFrame>
  );
}

function SortItems({ column, onSort, takesFocus = false }: Sorting & { readonly takesFocus?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <MenuItem icon="up" text={t('batch.sortUp', { column })} takesFocus={takesFocus} onClick={() => onSort(false)} />
      <MenuItem icon="chevron" text={t('batch.sortDown', { column })} takesFocus={takesFocus} onClick={() => onSort(true)} />
    </>
  );
}

/** What can be done to the rows that are selected. */
export interface SelectedRows {
  readonly count: number;
  /** All rows, by the column where the writer is. */
  readonly sorting: Sorting;
  readonly onStart: () => void;
  readonly onFillDown: () => void;
  /** Above them; missing where there is no room. */
  readonly onInsert: (() => void) | undefined;
  /** Missing at the ends of the table. */
  readonly onMoveUp: (() => void) | undefined;
  readonly onMoveDown: (() => void) | undefined;
  readonly onRemove: () => void;
}

export interface MoreMenuProps {
  readonly trigger: ReactElement;
  readonly rows: SelectedRows | null;
  /** By every column that is shown, where there is no table to choose one in. */
  readonly sortings: readonly Sorting[];
  readonly canStop: boolean;
  readonly onImport: () => void;
  readonly onStop: () => void;
  readonly onBin: () => void;
}

/** What is done now and then, to the selected rows or to the batch as a whole. */
export function MoreMenu({ trigger, rows, sortings, canStop, ...does }: MoreMenuProps) {
  const { t } = useTranslation();
  return (
    <MenuFrame trigger={trigger}>
      {rows && (
        <>
          <MenuItem icon="brush" text={t('batch.startSelected', { count: rows.count })} onClick={rows.onStart} />
          <MenuItem icon="copy" text={t('batch.fillDown')} onClick={rows.onFillDown} />
          {rows.onInsert && <MenuItem icon="plus" text={t('batch.insertRow')} onClick={rows.onInsert} />}
          {rows.onMoveUp && <MenuItem icon="up" text={t('batch.moveUp', { count: rows.count })} onClick={rows.onMoveUp} />}
          {rows.onMoveDown && <MenuItem icon="chevron" text={t('batch.moveDown', { count: rows.count })} onClick={rows.onMoveDown} />}
          <MenuItem icon="close" text={t('batch.removeRows')} onClick={rows.onRemove} />
          <Menu.Separator className="menu-line" />
          <SortItems {...rows.sorting} />
          <Menu.Separator className="menu-line" />
        </>
      )}
      {sortings.map((sorting) => (
        <SortItems key={sorting.column} {...sorting} />
      ))}
      {sortings.length > 0 && <Menu.Separator className="menu-line" />}
      <MenuItem icon="upload" text={t('batch.import')} onClick={does.onImport} />
      {canStop && <MenuItem icon="stop" text={t('batch.stop')} onClick={does.onStop} />}
      <MenuItem icon="bin" text={t('batch.bin')} onClick={does.onBin} />
    </MenuFrame>
  );
}
