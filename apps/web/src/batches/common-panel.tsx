import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import type { BatchColumn } from './batch-columns.ts';
import { CellFields } from './cell-fields.tsx';
import type { BatchEdits } from './rows/use-batch-edits.ts';
import { SidePanel } from './side-panel.tsx';

interface CommonPanelProps {
  readonly edits: BatchEdits;
  readonly columns: readonly BatchColumn[];
  readonly hiddenColumns: readonly BatchColumn[];
  readonly onAddColumn: (name: string) => void;
  readonly onClose: () => void;
}

/** What counts for all rows, on a phone. */
export function CommonPanel({ edits, onClose, ...fields }: CommonPanelProps) {
  const { t } = useTranslation();
  return (
    <SidePanel label={t('batch.all')} onClose={onClose}>
      <header className="row-panel-head">
        <h2 className="serif grow">{t('batch.all')}</h2>
        <button type="button" className="icon-btn" aria-label={t('shell.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <p className="note">{t('batch.commonHint')}</p>
      {edits.unsaved?.hasCommon && <p className="note ochre">{t('batch.rowUnsaved')}</p>}
      <CellFields {...fields} cells={edits.batch.common} usual={{}} onChange={(cells) => edits.change([{ type: 'common', cells }])} />
    </SidePanel>
  );
}
