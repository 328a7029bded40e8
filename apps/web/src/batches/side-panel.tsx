import { Dialog } from '@base-ui/react/dialog';
import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { isComposing } from '../keyboard/composition.ts';
import { useClosedByBack } from '../keyboard/use-closed-by-back.ts';
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
  const panel = useRef<HTMLElement>(null);
  useFocusWhileOpen(panel);
  useClosedByBack(isPhone, onClose);
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
      ref={panel}
      tabIndex={-1}
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

/** Beside the table the panel has the focus as well once it is opened; when it goes, what had it before has it again. */
function useFocusWhileOpen(panel: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const shown = panel.current;
    const before = document.activeElement;
    shown?.focus({ preventScroll: true });
    return () => {
      if (shown?.contains(document.activeElement) && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [panel]);
}
