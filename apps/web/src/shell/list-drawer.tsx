import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useClosedByBack } from '../keyboard/use-closed-by-back.ts';
import { Dock } from './main-navigation.tsx';

interface ListDrawerProps {
  /** What the list holds. */
  readonly label: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** On phones the list beside a page comes in from the left, with the ways to the other pages under the thumb. */
export function ListDrawer({ label, isOpen, onOpenChange, children }: ListDrawerProps) {
  useClosedByBack(isOpen, () => onOpenChange(false));
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="drawer"
          onClick={(event) => {
            // wherever a link leads, it is there and no longer here
            if (event.target instanceof Element && event.target.closest('a')) onOpenChange(false);
          }}
          aria-label={label}
        >
          <div className="drawer-list">{children}</div>
          <Dock className="dock in-drawer" />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
