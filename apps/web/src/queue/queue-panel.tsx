import { Dialog } from '@base-ui/react/dialog';
import { Popover } from '@base-ui/react/popover';
import { useState, type ReactElement } from 'react';
import { useClosedByBack } from '../keyboard/use-closed-by-back.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { usePhone } from '../shell/use-phone.ts';
import { QueueList } from './queue-list.tsx';
import './queue-panel.css';

interface QueuePanelProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly modelName: string | null;
}

/** What is at work, rests and waits: below its button, or on phones as a sheet from the bottom. Open from the start. */
export function QueuePanel({ trigger, modelName }: QueuePanelProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const [isOpen, setIsOpen] = useState(true);
  useClosedByBack(isOpen, () => setIsOpen(false));
  const content = <QueueContent modelName={modelName} onLeave={() => setIsOpen(false)} />;
  if (isPhone) {
    return (
      <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
        <Dialog.Trigger render={trigger} />
        <Dialog.Portal>
          <Dialog.Backdrop className="backdrop" />
          <Dialog.Popup className="float queue-panel sheet">
            <div className="queue-head">
              <Dialog.Title>{t('queue.title')}</Dialog.Title>
              <Dialog.Close className="icon-btn" aria-label={t('shell.close')}>
                <Icon name="close" />
              </Dialog.Close>
            </div>
            {content}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    );
  }
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner className="menu-place" sideOffset={6} align="end" collisionPadding={8}>
          <Popover.Popup className="float queue-panel">
            <div className="queue-head">
              <Popover.Title>{t('queue.title')}</Popover.Title>
              <Popover.Close className="icon-btn" aria-label={t('shell.close')}>
                <Icon name="close" />
              </Popover.Close>
            </div>
            {content}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function QueueContent({ modelName, onLeave }: { readonly modelName: string | null; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <QueueList onLeave={onLeave} />
      <Link href="/queue" className="queue-model" onClick={onLeave}>
        <Icon name="list" small />
        <span className="truncate">{t('queue.toJobs')}</span>
      </Link>
      {modelName && (
        <Link href="/models" className="queue-model" onClick={onLeave}>
          <Icon name="model" small />
          <span className="truncate">{t('queue.toModels', { name: modelName })}</span>
        </Link>
      )}
    </>
  );
}
