import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { useApiKey } from '../studio/queries.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { showToast } from '../toasts/toasts.ts';

const hiddenKey = '••••••••••••••••';

/** The key other programs on this machine use: shown on demand, copied, replaced. */
export function ApiKeyField() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: key } = useApiKey();
  const [isShown, setIsShown] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const copy = async () => {
    if (!key) return;
    try {
      await navigator.clipboard.writeText(key);
      showToast({ text: t('settings.keyCopied') });
    } catch {
      setIsShown(true);
      showToast({ text: t('settings.keyCopyFailed'), isFailure: true });
    }
  };
  const replace = async () => {
    setIsAsking(false);
    try {
      const answer = await client.call('replaceApiKey', { body: {} });
      queryClient.setQueryData(keys.apiKey, answer.key);
      showToast({ text: t('settings.keyReplaced') });
    } catch (error) {
      showFailure(t, error);
    }
  };
  return (
    <div className="api-key">
      <div className="api-key-row">
        <code className="settings-path">{isShown ? key : hiddenKey}</code>
        <button type="button" className="btn plain" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
          {t(isShown ? 'settings.keyHide' : 'settings.keyShow')}
        </button>
      </div>
      <div className="api-key-row">
        <button type="button" className="btn" disabled={!key} onClick={() => void copy()}>
          <Icon name="copy" small />
          {t('settings.keyCopy')}
        </button>
        <button type="button" className="btn" aria-expanded={isAsking} onClick={() => setIsAsking(!isAsking)}>
          <Icon name="refresh" small />
          {t('settings.keyReplace')}
        </button>
      </div>
      {isAsking && (
        <p className="api-key-ask">
          {t('settings.keyReplaceAsk')}{' '}
          <button type="button" className="btn" onClick={() => void replace()}>
            {t('settings.keyReplaceYes')}
          </button>
        </p>
      )}
      <p className="note">
        <code>{location.origin}/v1</code>
      </p>
    </div>
  );
}
