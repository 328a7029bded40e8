import type { ReactElement } from 'react';
import { MenuFrame } from '../../menu/menu-frame.tsx';
import { ShapeItems, type ShapeItemsProps } from './shape-items.tsx';

/** What can be done with a section as a part of the whole. */
export function SectionMenu({ trigger, ...shape }: ShapeItemsProps & { readonly trigger: ReactElement }) {
  return (
    <MenuFrame trigger={trigger} align="start">
      <ShapeItems {...shape} />
    </MenuFrame>
  );
}
