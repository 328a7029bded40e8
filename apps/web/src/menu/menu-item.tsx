import { Menu } from '@base-ui/react/menu';
import { useContext } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import { MenuFocus } from './menu-focus.ts';

interface MenuItemProps {
  readonly icon: IconName;
  readonly text: string;
  /** How much of the model's time it takes. Default: none, or nobody knows. */
  readonly cost?: string | null;
  readonly onClick: () => void;
  /** What it opens takes the focus. Default: the button of the menu has it again. */
  readonly takesFocus?: boolean;
  readonly disabled?: boolean;
}

/** One line of a menu. */
export function MenuItem({ icon, text, cost = null, onClick, takesFocus = false, disabled = false }: MenuItemProps) {
  const setFocusTaken = useContext(MenuFocus);
  const choose = () => {
    setFocusTaken(takesFocus);
    onClick();
  };
  return (
    <Menu.Item className="menu-item" disabled={disabled} onClick={choose}>
      <Icon name={icon} />
      {text}
      {cost !== null && <span className="note num">{cost}</span>}
    </Menu.Item>
  );
}
