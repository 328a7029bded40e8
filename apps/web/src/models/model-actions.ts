import type { Model, ModelSourceName } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { showToast } from '../toasts/toasts.ts';

/** What can be done to a model. Each resolves to whether it worked; a failure has been shown by then. */
export interface ModelActions {
  /** Starts a download or goes on with it; `null`: the studio chooses the source that answers. */
  pull(id: string, source: ModelSourceName | null): Promise<boolean>;
  pause(id: string): Promise<boolean>;
  /** Stops the download and deletes what has arrived. */
  cancel(id: string): Promise<boolean>;
  verify(model: Model): Promise<boolean>;
  remove(model: Model): Promise<boolean>;
  use(id: string): Promise<boolean>;
}

export function useModelActions(): ModelActions {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  return useMemo(() => {
    const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
      try {
        await action();
        return true;
      } catch (error) {
        showFailure(t, error);
        return false;
      } finally {
        void queryClient.invalidateQueries({ queryKey: keys.models });
        void queryClient.invalidateQueries({ queryKey: keys.system });
      }
    };
    return {
      pull: (id, source) => attempt(() => client.call('pullModel', { params: { id }, body: source ? { source } : {} })),
      pause: (id) => attempt(() => client.call('pausePull', { params: { id }, body: {} })),
      cancel: (id) => attempt(() => client.call('cancelPull', { params: { id }, body: {} })),
      verify: (model) =>
        attempt(async () => {
          const checked = await client.call('verifyModel', { params: { id: model.id }, body: {} });
          showToast({
            text: t(checked.installed?.state === 'verified' ? 'models.verifyRight' : 'models.verifyUnknown', { name: model.name }),
          });
        }),
      remove: (model) =>
        attempt(async () => {
          await client.call('removeModel', { params: { id: model.id } });
          showToast({ text: t(model.installed?.isLinked ? 'models.unlinked' : 'models.removed', { name: model.name }) });
        }),
      use: (id) => attempt(() => client.call('useModel', { params: { id }, body: {} })),
    };
  }, [queryClient, t]);
}
