import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';

interface AideOpenerProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** On tablets, where the aide has no room beside the text: brings it and takes it away. */
export function AideOpener({ isOpen, onToggle }: AideOpenerProps) {
  const { t } = useTranslation();
  const label = t(isOpen ? 'document.panes.hideAide' : 'document.panes.showAide');
  return (
    <button type="button" className="icon-btn aide-opener" aria-expanded={isOpen} aria-label={label} title={label} onClick={onToggle}>
      <Icon name={isOpen ? 'close' : 'chat'} />
    </button>
  );
}
