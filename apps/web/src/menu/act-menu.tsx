import { Menu } from '@base-ui/react/menu';
import { useRef, type ReactElement } from 'react';
import type { IconName } from '../icons/icon.tsx';
import { MenuItem } from './menu-item.tsx';

/** One thing that can be done. */
export interface MenuAct {
  readonly id: string;
  readonly icon: IconName;
  readonly text: string;
  readonly run: () => void;
  /** What it opens takes the focus. Default: the button of the menu has it again. */
  readonly takesFocus?: true;
}

interface ActMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly acts: readonly MenuAct[];
}

/** A line for each thing that can be done. */
export function ActMenu({ trigger, acts }: ActMenuProps) {
  const isFocusTaken = useRef(false);
  return (
    <Menu.Root
      defaultOpen
      onOpenChange={(isOpen) => {
        if (isOpen) isFocusTaken.current = false;
      }}
    >
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end" collisionPadding={8}>
          <Menu.Popup className="float menu" finalFocus={() => !isFocusTaken.current}>
            {acts.map(({ id, icon, text, run, takesFocus }) => (
              <MenuItem
                key={id}
                icon={icon}
                text={text}
                onClick={() => {
                  isFocusTaken.current = takesFocus === true;
                  run();
                }}
              />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
