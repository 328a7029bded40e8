import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dock } from './main-navigation.tsx';

interface ListDrawerProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** On phones the list of conversations comes in from the left, with the ways to the other pages under the thumb. */
export function ListDrawer({ isOpen, onOpenChange, children }: ListDrawerProps) {
  const { t } = useTranslation();
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
          aria-label={t('conversations.label')}
        >
          <div className="drawer-list">{children}</div>
          <Dock className="dock in-drawer" />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
