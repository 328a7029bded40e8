import { Menu } from '@base-ui/react/menu';
import { useRef, type ReactElement } from 'react';
import { MenuItem } from '../../menu/menu-item.tsx';
import type { TurnAct } from './turn-act.ts';

interface TurnMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly acts: readonly TurnAct[];
}

/** What is rarely done with a turn, where there is no room for all of it in a row. */
export function TurnMenu({ trigger, acts }: TurnMenuProps) {
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
