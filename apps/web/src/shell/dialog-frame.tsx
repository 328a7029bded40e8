import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useClosedByBack } from '../keyboard/use-closed-by-back.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';

interface DialogFrameProps {
  readonly title: string;
  /** Of the box, besides its usual look. */
  readonly className: string;
  readonly onClose: () => void;
  /** Whether it is of no page, and stays open when Back leads to another one. Default: no. */
  readonly outlivesPage?: boolean;
  readonly children: ReactNode;
}

/** A dialog over the page, open as long as it is drawn: its title, a way to close it, and what stands below. */
export function DialogFrame({ title, className, onClose, outlivesPage = false, children }: DialogFrameProps) {
  const { t } = useTranslation();
  useClosedByBack(true, onClose, { outlivesPage });
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={`float dialog ${className}`}>
          <div className="dialog-head">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="icon-btn" aria-label={t('shell.close')}>
              <Icon name="close" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
