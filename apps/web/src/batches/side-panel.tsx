import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { isComposing } from '../keyboard/composition.ts';
import { usePhone } from '../shell/use-phone.ts';

interface SidePanelProps {
  /** What it is about. */
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is looked at beside the table; on a phone it covers the page, and nothing behind it can be reached. Esc closes it. */
export function SidePanel({ label, onClose, children }: SidePanelProps) {
  const isPhone = usePhone();
  if (isPhone) {
    return (
      <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
        <Dialog.Portal>
          <Dialog.Popup className="row-panel" aria-label={label}>
            {children}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    );
  }
  return (
    <aside
      className="row-panel"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) onClose();
      }}
    >
      {children}
    </aside>
  );
}
