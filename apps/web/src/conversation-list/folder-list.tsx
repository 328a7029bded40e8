import type { Folder } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { MenuButton } from '../menu/menu-button.tsx';
import { useFolders } from '../studio/queries.ts';
import { findListedConversation, useConversationActions } from './conversation-actions.ts';
import { useFolderActions } from './folder-actions.ts';
import { InlineName } from './inline-name.tsx';
import { orElseNever } from '../shell/until-there.ts';

const FolderMenu = lazy(orElseNever(() => import('./folder-menu.tsx').then((m) => ({ default: m.FolderMenu }))));

/** The kind of thing dragged from the list onto a folder. */
export const conversationDragType = 'application/x-maobi-conversation';

interface FolderListProps {
  /** `null`: all conversations. */
  readonly folder: string | null;
  readonly onChoose: (folder: string | null) => void;
}

/** Which conversations the list shows. A conversation dragged onto a folder moves there. */
export function FolderList({ folder: chosen, onChoose }: FolderListProps) {
  const { t } = useTranslation();
  const folders = useFolders().data ?? [];
  const { create } = useFolderActions();
  const [isNaming, setIsNaming] = useState(false);
  return (
    <div className="folders" role="group" aria-label={t('conversations.folders')}>
      <FolderRow
        name={t('conversations.all')}
        isChosen={chosen === null}
        onChoose={() => onChoose(null)}
        dropFolder={null}
        trailing={
          <button
            type="button"
            className="icon-btn folder-more"
            aria-label={t('conversations.newFolder')}
            onClick={() => setIsNaming(true)}
          >
            <Icon name="plus" small />
          </button>
        }
      />
      {folders.map((folder) => (
        <NamedFolder
          key={folder.id}
          folder={folder}
          isChosen={chosen === folder.id}
          onChoose={() => onChoose(folder.id)}
          onRemoved={() => chosen === folder.id && onChoose(null)}
        />
      ))}
      {isNaming && (
        <InlineName
          label={t('conversations.folderName')}
          initial=""
          onDone={(name) => {
            setIsNaming(false);
            if (name !== null) void create(name);
          }}
        />
      )}
    </div>
  );
}

interface NamedFolderProps {
  readonly folder: Folder;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onRemoved: () => void;
}

function NamedFolder({ folder, isChosen, onChoose, onRemoved }: NamedFolderProps) {
  const { t } = useTranslation();
  const { rename, remove } = useFolderActions();
  const [isRenaming, setIsRenaming] = useState(false);
  if (isRenaming) {
    return (
      <InlineName
        label={t('conversations.folderName')}
        initial={folder.name}
        onDone={(name) => {
          setIsRenaming(false);
          if (name !== null) void rename(folder, name);
        }}
      />
    );
  }
  const menu = (
    <MenuButton
      trigger={
        <button type="button" className="icon-btn folder-more" aria-label={t('conversations.folderActions', { name: folder.name })}>
          <Icon name="more" small />
        </button>
      }
      renderMenu={(trigger) => (
        <FolderMenu
          trigger={trigger}
          onRename={() => setIsRenaming(true)}
          onRemove={() => {
            remove(folder);
            onRemoved();
          }}
        />
      )}
    />
  );
  return <FolderRow name={folder.name} isChosen={isChosen} onChoose={onChoose} dropFolder={folder.id} trailing={menu} />;
}

interface FolderRowProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  /** Where a conversation dropped here goes. */
  readonly dropFolder: string | null;
  readonly trailing: ReactNode;
}

function FolderRow({ name, isChosen, onChoose, dropFolder, trailing }: FolderRowProps) {
  const queryClient = useQueryClient();
  const actions = useConversationActions();
  const [isTarget, setIsTarget] = useState(false);
  const accept = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(conversationDragType)) return;
    event.preventDefault();
    setIsTarget(true);
  };
  return (
    <div
      className="folder-row"
      data-target={isTarget || undefined}
      onDragEnter={accept}
      onDragOver={accept}
      onDragLeave={() => setIsTarget(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsTarget(false);
        const conversation = findListedConversation(queryClient, event.dataTransfer.getData(conversationDragType));
        if (conversation) void actions.move(conversation, dropFolder);
      }}
    >
      <button type="button" className="folder-name" aria-pressed={isChosen} onClick={onChoose}>
        <Icon name={dropFolder === null ? 'chat' : 'folder'} small />
        <span className="truncate">{name}</span>
      </button>
      {trailing}
    </div>
  );
}
