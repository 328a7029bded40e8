import { Menu } from '@base-ui/react/menu';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useClosedByBack } from '../keyboard/use-closed-by-back.ts';
import { MenuFocus } from './menu-focus.ts';

interface MenuFrameProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  /** Its lines. */
  readonly children: ReactNode;
  /** Which edge of the button it keeps to. Default `end`. */
  readonly align?: 'start' | 'end';
  /** Default: the button has been pressed already, as that of a `MenuButton`. */
  readonly isClosedAtFirst?: boolean;
}

/** The lines of a menu, floating beside the button that opens them. The button has the focus again, unless a line took it. */
export function MenuFrame({ trigger, children, align = 'end', isClosedAtFirst = false }: MenuFrameProps) {
  const [isOpen, setIsOpen] = useState(!isClosedAtFirst);
  useClosedByBack(isOpen, () => setIsOpen(false));
  const isFocusTaken = useRef(false);
  const setFocusTaken = (isTaken: boolean) => {
    isFocusTaken.current = isTaken;
  };
  return (
    <Menu.Root
      open={isOpen}
      onOpenChange={(isToOpen) => {
        if (isToOpen) setFocusTaken(false);
        setIsOpen(isToOpen);
      }}
    >
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align={align} collisionPadding={8}>
          <Menu.Popup className="float menu" finalFocus={() => !isFocusTaken.current}>
            <MenuFocus value={setFocusTaken}>{children}</MenuFocus>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
