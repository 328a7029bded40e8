import type { Studio } from '@maobi/core';
import type { HandlersOf } from '../endpoints/endpoint-handlers.ts';

export function folderHandlers({ conversations }: Studio): HandlersOf<'listFolders' | 'createFolder' | 'renameFolder' | 'deleteFolder'> {
  return {
    listFolders: async () => ({ folders: await conversations.folders() }),
    createFolder: ({ body }) => conversations.createFolder(body),
    renameFolder: ({ params, body }) => conversations.renameFolder(params.id, body.name),
    deleteFolder: async ({ params }) => {
      await conversations.deleteFolder(params.id);
      return {};
    },
  };
}
