import { Menu } from '@base-ui/react/menu';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.tsx';

interface FolderMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

/** Rename and remove, for one folder. */
export function FolderMenu({ trigger, onRename, onRemove }: FolderMenuProps) {
  const { t } = useTranslation();
  const isRenaming = useRef(false);
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end" collisionPadding={8}>
          {/* the name's own field takes the focus when renaming */}
          <Menu.Popup className="float menu" finalFocus={() => !isRenaming.current}>
            <Menu.Item
              className="menu-item"
              onClick={() => {
                isRenaming.current = true;
                onRename();
              }}
            >
              <Icon name="edit" />
              {t('conversations.renameFolder')}
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={onRemove}>
              <Icon name="bin" />
              {t('conversations.removeFolder')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
