import { Dialog } from '@base-ui/react/dialog';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { toastKey } from '../toasts/use-toast-key.ts';
import { commandKey, replaceKeys } from './shortcuts.ts';
import { useClosedByBack } from './use-closed-by-back.ts';

const groups = [
  {
    title: 'anywhere',
    rows: [
      { keys: ['?'], text: 'sheet' },
      { keys: [commandKey, 'K'], text: 'search' },
      { keys: [commandKey, 'Shift', 'O'], text: 'newConversation' },
      { keys: [commandKey, 'B'], text: 'list' },
      { keys: [toastKey], text: 'toast' },
    ],
  },
  {
    title: 'writing',
    rows: [
      { keys: ['Enter'], text: 'send' },
      { keys: ['Shift', 'Enter'], text: 'newLine' },
      { keys: ['Esc'], text: 'stop' },
      { keys: [commandKey, 'Enter'], text: 'begin' },
    ],
  },
  {
    title: 'inList',
    rows: [
      { keys: ['↑', '↓'], text: 'move' },
      { keys: ['F2'], text: 'rename' },
      { keys: ['Delete'], text: 'bin' },
    ],
  },
  {
    title: 'inDocument',
    rows: [
      { keys: [commandKey, 'Enter'], text: 'write' },
      { keys: ['Alt', '↑', '↓'], text: 'moveRow' },
      { keys: ['Enter'], text: 'edit' },
      { keys: [commandKey, 'Z'], text: 'undo' },
      { keys: [commandKey, 'Shift', 'Z'], text: 'redo' },
      { keys: [commandKey, 'F'], text: 'find' },
      { keys: replaceKeys, text: 'replace' },
      { keys: [commandKey, 'Shift', 'F'], text: 'focus' },
      { keys: [commandKey, 'Shift', 'Y'], text: 'typewriter' },
      { keys: [commandKey, 'J'], text: 'polish' },
      { keys: [commandKey, 'Shift', 'M'], text: 'comment' },
      { keys: ['A', 'R', 'N'], text: 'verdict' },
      { keys: ['←', '→'], text: 'wording' },
    ],
  },
  {
    title: 'inSection',
    rows: [
      { keys: [commandKey, 'B'], text: 'strong' },
      { keys: [commandKey, 'I'], text: 'emphasis' },
      { keys: [commandKey, 'E'], text: 'code' },
      { keys: ['/'], text: 'insert' },
      { keys: [commandKey, 'Shift', 'Enter'], text: 'task' },
      { keys: ['Tab'], text: 'deeper' },
      { keys: [commandKey, 'Z'], text: 'undo' },
      { keys: [commandKey, 'Shift', 'Z'], text: 'redo' },
      { keys: [commandKey, 'S'], text: 'save' },
      { keys: [commandKey, 'Enter'], text: 'finish' },
    ],
  },
  {
    title: 'inBatch',
    rows: [
      { keys: ['Enter'], text: 'editCell' },
      { keys: ['Alt', 'Enter'], text: 'breakLine' },
      { keys: [commandKey, 'D'], text: 'fillDown' },
      { keys: [commandKey, 'Z'], text: 'undo' },
      { keys: [commandKey, 'Y'], text: 'redo' },
      { keys: ['Esc'], text: 'leaveTable' },
    ],
  },
] as const;

interface ShortcutSheetProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Every key the studio knows, by where it works. */
export function ShortcutSheet({ isOpen, onOpenChange }: ShortcutSheetProps) {
  const { t } = useTranslation();
  useClosedByBack(isOpen, () => onOpenChange(false));
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="float dialog">
          <div className="dialog-head">
            <Dialog.Title>{t('shortcuts.title')}</Dialog.Title>
            <Dialog.Close className="icon-btn" aria-label={t('shell.close')}>
              <Icon name="close" />
            </Dialog.Close>
          </div>
          {groups.map((group) => (
            <section key={group.title} className="shortcut-group">
              <h3>{t(`shortcuts.${group.title}`)}</h3>
              <dl>
                {group.rows.map((row) => (
                  <div key={row.text}>
                    <dt>{t(`shortcuts.${row.text}`)}</dt>
                    <dd>
                      {row.keys.map((key) => (
                        <kbd key={key} className="keycap">
                          {key}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
