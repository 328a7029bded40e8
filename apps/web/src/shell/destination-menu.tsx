import type { ReactElement } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { MenuFrame } from '../menu/menu-frame.tsx';
import { MenuItem } from '../menu/menu-item.tsx';
import { destinations, type DestinationName } from './destinations.ts';

interface DestinationMenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly names: readonly DestinationName[];
}

/** Pages that have no place of their own in the bar. */
export function DestinationMenu({ trigger, names }: DestinationMenuProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <MenuFrame trigger={trigger}>
      {names.map((name) => (
        <MenuItem
          key={name}
          icon={destinations[name].icon}
          text={t(`shell.nav.${name}`)}
          onClick={() => navigate(destinations[name].href)}
        />
      ))}
    </MenuFrame>
  );
}
