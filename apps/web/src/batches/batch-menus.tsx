import { Menu } from '@base-ui/react/menu';
import { batchExportFormats } from '@maobi/contract';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { MenuItem } from '../menu/menu-item.tsx';
import { useMeasures } from '../language/measures.ts';
import type { BatchColumn } from './batch-columns.ts';

interface FloatingMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
}

function FloatingMenu({ trigger, children }: FloatingMenuProps) {
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end" collisionPadding={8}>
          <Menu.Popup className="float menu">{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** The batch as a file: the studio makes it, the browser keeps it. */
export function ExportMenu({ batchId, trigger }: { readonly batchId: string; readonly trigger: ReactElement }) {
  const { t } = useTranslation();
  const { language } = useMeasures();
  return (
    <FloatingMenu trigger={trigger}>
      {batchExportFormats.map((format) => (
        <Menu.Item
          key={format}
          className="menu-item"
          render={<a href={`/api/batches/${batchId}/export?format=${format}&language=${language}`} download />}
        >
          {t(`batch.export.${format}`)}
        </Menu.Item>
      ))}
    </FloatingMenu>
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
    <FloatingMenu trigger={trigger}>
      {columns.map(({ name, label }) => (
        <MenuItem key={name} icon="plus" text={label} onClick={() => onAdd(name)} />
      ))}
    </FloatingMenu>
  );
}

export interface MoreMenuProps {
  readonly trigger: ReactElement;
  readonly selectedCount: number;
  readonly canStop: boolean;
  readonly onStartSelected: () => void;
  readonly onFillDown: () => void;
  readonly onRemove: () => void;
  readonly onImport: () => void;
  readonly onStop: () => void;
  readonly onBin: () => void;
}

/** What is done now and then, to the selected rows or to the batch as a whole. */
export function MoreMenu({ trigger, selectedCount, canStop, ...does }: MoreMenuProps) {
  const { t } = useTranslation();
  return (
    <FloatingMenu trigger={trigger}>
      {selectedCount > 0 && (
        <>
          <MenuItem icon="brush" text={t('batch.startSelected', { count: selectedCount })} onClick={does.onStartSelected} />
          <MenuItem icon="chevron" text={t('batch.fillDown')} onClick={does.onFillDown} />
          <MenuItem icon="close" text={t('batch.removeRows')} onClick={does.onRemove} />
          <Menu.Separator className="menu-line" />
        </>
      )}
      <MenuItem icon="upload" text={t('batch.import')} onClick={does.onImport} />
      {canStop && <MenuItem icon="stop" text={t('batch.stop')} onClick={does.onStop} />}
      <MenuItem icon="bin" text={t('batch.bin')} onClick={does.onBin} />
    </FloatingMenu>
  );
}
