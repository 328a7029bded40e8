import type { Model, ModelSourceName } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { deleteSoon } from '../toasts/delete-soon.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { showToast } from '../toasts/toasts.ts';

/** What of a model is about to be deleted, while that can be undone: the download; the file has the model's own id. */
export const leavingDownload = (modelId: string): string => `download.${modelId}`;

/** What can be done to a model. Each promise resolves to whether it worked; a failure has been shown by then. */
export interface ModelActions {
  /** Starts a download or goes on with it; `null`: the studio chooses the source that answers. */
  pull(id: string, source: ModelSourceName | null): Promise<boolean>;
  pause(id: string): Promise<boolean>;
  /** Deletes what has arrived of a download, once that can no longer be undone. */
  discard(model: Model): void;
  verify(model: Model): Promise<boolean>;
  /** Deletes the file, or forgets where it lies, once that can no longer be undone. */
  remove(model: Model): void;
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
        await Promise.all([keys.models, keys.system].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      }
    };
    return {
      pull: (id, source) => attempt(() => client.call('pullModel', { params: { id }, body: source ? { source } : {} })),
      pause: (id) => attempt(() => client.call('pausePull', { params: { id }, body: {} })),
      discard: ({ id, name }) =>
        deleteSoon(t, {
          id: leavingDownload(id),
          text: t('models.download.discarded', { name }),
          carryOut: async () => void (await attempt(() => client.call('cancelPull', { params: { id }, body: {} }))),
        }),
      verify: (model) =>
        attempt(async () => {
          const checked = await client.call('verifyModel', { params: { id: model.id }, body: {} });
          showToast({
            text: t(checked.installed?.state === 'verified' ? 'models.verifyRight' : 'models.verifyUnknown', { name: model.name }),
          });
        }),
      remove: ({ id, name, installed }) =>
        deleteSoon(t, {
          id,
          text: t(installed?.isLinked ? 'models.unlinked' : 'models.removed', { name }),
          carryOut: async () => void (await attempt(() => client.call('removeModel', { params: { id } }))),
        }),
      use: (id) => attempt(() => client.call('useModel', { params: { id }, body: {} })),
    };
  }, [queryClient, t]);
}
