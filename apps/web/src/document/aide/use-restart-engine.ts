import { useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { client } from '../../studio/client.ts';
import { showToast } from '../../toasts/toasts.ts';
import { useAttempt } from '../use-attempt.ts';

/** Starts the engine anew and says so; what is at work goes on by itself afterwards. */
export function useRestartEngine() {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [isBusy, setIsBusy] = useState(false);
  const restart = () =>
    attempt(async () => {
      setIsBusy(true);
      try {
        await client.call('restartEngine', { body: {} });
        showToast({ text: t('aide.engine.restarted') });
      } finally {
        setIsBusy(false);
      }
    });
  return { isBusy, restart };
}
