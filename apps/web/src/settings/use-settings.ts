import type { Settings, System } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { useSystemPart } from '../studio/queries.ts';
import { showFailure } from '../toasts/show-failure.ts';

const beforeKnown: Settings = { language: 'system', theme: 'system', model: null, contextTokens: null, typographyOff: [] };

/** The studio's settings and a way to change them; a change shows at once and goes back if it cannot be saved. */
export function useSettings(): { settings: Settings; change: (fields: Partial<Settings>) => Promise<void> } {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const settings = useSystemPart((system) => system.settings) ?? beforeKnown;
  const change = useCallback(
    async (fields: Partial<Settings>) => {
      const patch = (update: Partial<Settings>) =>
        queryClient.setQueryData<System>(keys.system, (system) => system && { ...system, settings: { ...system.settings, ...update } });
      const before = queryClient.getQueryData<System>(keys.system)?.settings;
      patch(fields);
      try {
        patch(await client.call('updateSettings', { body: fields }));
      } catch (error) {
        if (before) patch(before);
        showFailure(t, error);
      }
    },
    [queryClient, t],
  );
  return { settings, change };
}
