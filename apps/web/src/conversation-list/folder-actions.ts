import type { Folder } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { newId } from '../studio/new-id.ts';
import { deleteSoon } from '../toasts/delete-soon.ts';
import { showFailure } from '../toasts/show-failure.ts';

export interface FolderActions {
  create(name: string): Promise<void>;
  rename(folder: Folder, name: string): Promise<void>;
  /** Leaves the list at once; the studio is asked when the time to undo has passed. Its conversations stay. */
  remove(folder: Folder): void;
}

export function useFolderActions(): FolderActions {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  return useMemo(() => {
    const patch = (update: (folders: Folder[]) => Folder[]) =>
      queryClient.setQueryData<Folder[]>(keys.folders, (folders) => update(folders ?? []));
    const attempt = async (action: () => Promise<unknown>) => {
      try {
        await action();
      } catch (error) {
        showFailure(t, error);
      }
      await queryClient.invalidateQueries({ queryKey: keys.folders });
    };
    return {
      create: (name) =>
        attempt(async () => {
          const folder = await client.call('createFolder', { body: { id: newId(), name } });
          patch((folders) => [...folders.filter((other) => other.id !== folder.id), folder]);
        }),
      rename: (folder, name) => {
        patch((folders) => folders.map((other) => (other.id === folder.id ? { ...folder, name } : other)));
        return attempt(() => client.call('renameFolder', { params: { id: folder.id }, body: { name } }));
      },
      remove: (folder) => {
        deleteSoon(t, {
          id: folder.id,
          text: t('conversations.folderRemoved', { name: folder.name }),
          carryOut: () =>
            attempt(async () => {
              await client.call('deleteFolder', { params: { id: folder.id } });
              patch((folders) => folders.filter((other) => other.id !== folder.id));
              await queryClient.invalidateQueries({ queryKey: keys.everyConversationList });
            }),
        });
      },
    };
  }, [queryClient, t]);
}
