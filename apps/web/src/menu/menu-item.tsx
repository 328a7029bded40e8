import { Menu } from '@base-ui/react/menu';
import { useContext } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import { MenuFocus } from './menu-focus.ts';

interface MenuItemProps {
  readonly icon: IconName;
  readonly text: string;
  readonly onClick: () => void;
  /** What it opens takes the focus. Default: the button of the menu has it again. */
  readonly takesFocus?: boolean;
  readonly disabled?: boolean;
}

/** One line of a menu. */
export function MenuItem({ icon, text, onClick, takesFocus = false, disabled = false }: MenuItemProps) {
  const setFocusTaken = useContext(MenuFocus);
  const choose = () => {
    setFocusTaken(takesFocus);
    onClick();
  };
  return (
    <Menu.Item className="menu-item" disabled={disabled} onClick={choose}>
      <Icon name={icon} />
      {text}
    </Menu.Item>
  );
}
