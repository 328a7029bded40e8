import { useCallback } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { showFailure } from '../toasts/show-failure.ts';

/** Carries something out and says so when it fails. */
export function useAttempt(): (work: () => Promise<unknown>) => Promise<void> {
  const { t } = useTranslation();
  return useCallback(
    async (work) => {
      try {
        await work();
      } catch (error) {
        showFailure(t, error);
      }
    },
    [t],
  );
}
