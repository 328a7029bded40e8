import { Dialog } from '@base-ui/react/dialog';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.tsx';
import { commandKey } from './shortcuts.ts';

interface ShortcutSheetProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Every key the studio knows, by where it works. */
export function ShortcutSheet({ isOpen, onOpenChange }: ShortcutSheetProps) {
  const { t } = useTranslation();
  const groups = [
    {
      title: t('shortcuts.anywhere'),
      rows: [
        { keys: ['?'], text: t('shortcuts.sheet') },
        { keys: [commandKey, 'K'], text: t('shortcuts.search') },
        { keys: [commandKey, 'Shift', 'O'], text: t('shortcuts.newConversation') },
        { keys: [commandKey, 'B'], text: t('shortcuts.list') },
      ],
    },
    {
      title: t('shortcuts.writing'),
      rows: [
        { keys: ['Enter'], text: t('shortcuts.send') },
        { keys: ['Shift', 'Enter'], text: t('shortcuts.newLine') },
        { keys: ['Esc'], text: t('shortcuts.stop') },
      ],
    },
    {
      title: t('shortcuts.inList'),
      rows: [
        { keys: ['↑', '↓'], text: t('shortcuts.move') },
        { keys: ['F2'], text: t('shortcuts.rename') },
        { keys: ['Delete'], text: t('shortcuts.bin') },
      ],
    },
  ];
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
              <h3>{group.title}</h3>
              <dl>
                {group.rows.map((row) => (
                  <div key={row.text}>
                    <dt>{row.text}</dt>
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
