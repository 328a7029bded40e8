import { useTranslation } from '../../language/use-translation.ts';
import { MenuItem } from '../../menu/menu-item.tsx';
import { wantPart } from '../wanted-part.ts';
import { historyOf } from './document-history.ts';

/** The lines of a menu that take back and do again what was done to the document, as far as there is anything: a phone has no keys for it. */
export function HistoryItems({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation();
  const { lastDone, lastUndone } = historyOf(documentId);
  return (
    <>
      {lastDone && <MenuItem icon="restore" text={t('history.undo')} onClick={() => wantPart('undo')} />}
      {lastUndone && <MenuItem icon="redo" text={t('history.redo')} onClick={() => wantPart('redo')} />}
    </>
  );
}
