import { Menu } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { ShapeItems, type ShapeItemsProps } from './shape-items.tsx';

/** What can be done with a section as a part of the whole. */
export function SectionMenu({ trigger, ...shape }: ShapeItemsProps & { readonly trigger: ReactElement }) {
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="start" collisionPadding={8}>
          <Menu.Popup className="float menu">
            <ShapeItems {...shape} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
