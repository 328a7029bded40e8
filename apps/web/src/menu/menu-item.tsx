import { Menu } from '@base-ui/react/menu';
import { Icon, type IconName } from '../icons/icon.tsx';

interface MenuItemProps {
  readonly icon: IconName;
  readonly text: string;
  readonly onClick: () => void;
}

/** One line of a menu. */
export function MenuItem({ icon, text, onClick }: MenuItemProps) {
  return (
    <Menu.Item className="menu-item" onClick={onClick}>
      <Icon name={icon} />
      {text}
    </Menu.Item>
  );
}
