import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';

/** Sends what was typed, here and beside a document. */
export function SendButton({ isPossible, onSend }: { readonly isPossible: boolean; readonly onSend: () => void }) {
  const { t } = useTranslation();
  const label = t('conversation.composer.send');
  return (
    <button type="button" className="btn ink send" aria-label={label} title={label} disabled={!isPossible} onClick={onSend}>
      <Icon name="send" />
    </button>
  );
}
