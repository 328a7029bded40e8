import { Menu } from '@base-ui/react/menu';
import { useRef, type ReactElement } from 'react';
import { MenuItem } from './menu-item.tsx';

interface NameMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly renameText: string;
  readonly onRename: () => void;
  readonly removeText: string;
  readonly onRemove: () => void;
}

/** Rename and remove, for one entry of a list. */
export function NameMenu({ trigger, renameText, onRename, removeText, onRemove }: NameMenuProps) {
  const isRenaming = useRef(false);
  const rename = () => {
    isRenaming.current = true;
    onRename();
  };
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end" collisionPadding={8}>
          {/* the name's own field takes the focus when renaming */}
          <Menu.Popup className="float menu" finalFocus={() => !isRenaming.current}>
            <MenuItem icon="edit" text={renameText} onClick={rename} />
            <MenuItem icon="bin" text={removeText} onClick={onRemove} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
