import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useClosedByBack } from '../keyboard/use-closed-by-back.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { errorText } from '../language/error-text.ts';
import { PaletteField } from './palette-field.tsx';
import { optionId, PaletteList } from './palette-list.tsx';
import { useCommands } from './use-commands.ts';
import { useFound } from './use-found.ts';
import './palette.css';

interface PaletteProps {
  readonly onClose: () => void;
  readonly onShowShortcuts: () => void;
}

/** Everything that can be found or done, over whatever page is open. Choosing closes it. */
export function Palette({ onClose, onShowShortcuts }: PaletteProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useClosedByBack(true, onClose);
  // the field has the focus before the dialog looks where it was
  const [before] = useState(() => document.activeElement);
  // what was run may have put it somewhere already
  const goBack = () => (document.activeElement === document.body && before instanceof HTMLElement ? before : false);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="float palette" aria-label={t('palette.label')} initialFocus={field} finalFocus={goBack}>
          <Finder field={field} onClose={onClose} onShowShortcuts={onShowShortcuts} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ field, onClose, onShowShortcuts }: PaletteProps & { readonly field: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const { entries: found, error, isOld } = useFound(query);
  const commands = useCommands(query, onShowShortcuts);
  const entries = [...found, ...commands];
  const at = Math.min(chosen, Math.max(0, entries.length - 1));
  const current = entries[at];
  const run = (index: number) => {
    const entry = entries[index];
    if (!entry) return;
    onClose();
    entry.run();
  };
  const isAwaited = useRef(false);
  useEffect(() => {
    if (!isAwaited.current || isOld) return;
    isAwaited.current = false;
    run(0);
  });
  const currentId = current ? optionId(current.id) : null;
  useEffect(() => {
    if (currentId) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' });
  }, [currentId]);
  return (
    <>
      <div className="palette-head">
        <Icon name="search" />
        <PaletteField
          field={field}
          activeId={currentId}
          onSearch={(text) => {
            if (text === query) return;
            setQuery(text);
            setChosen(0);
          }}
          onMove={(step) => setChosen(entries.length === 0 ? 0 : (at + step + entries.length) % entries.length)}
          onEnd={(isLast) => setChosen(isLast ? entries.length - 1 : 0)}
          onRun={(text) => {
            if (text === query && !isOld) run(at);
            else isAwaited.current = true;
          }}
        />
        <Dialog.Close className="icon-btn" aria-label={t('shell.close')}>
          <Icon name="close" />
        </Dialog.Close>
      </div>
      {error && <p className="palette-note">{t('palette.failed', { what: errorText(t, error).what })}</p>}
      {entries.length === 0 && !isOld && <p className="palette-note">{t('palette.nothing', { text: query })}</p>}
      <PaletteList entries={entries} at={at} isRecent={query === ''} onPoint={setChosen} onRun={run} />
      <p className="sr" role="status">
        {query !== '' && !isOld && t('palette.count', { count: entries.length })}
      </p>
      <p className="palette-foot note no-phone">{t('palette.hint')}</p>
    </>
  );
}
