import { Menu } from '@base-ui/react/menu';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.tsx';

interface DocumentMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly onRename: () => void;
  readonly onBin: () => void;
}

/** Rename and bin, for one document in the list. */
export function DocumentMenu({ trigger, onRename, onBin }: DocumentMenuProps) {
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
              {t('conversations.rename')}
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={onBin}>
              <Icon name="bin" />
              {t('conversations.toBin')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
