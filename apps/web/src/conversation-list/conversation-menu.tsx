import { Menu } from '@base-ui/react/menu';
import type { Conversation } from '@maobi/contract';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { useFolders } from '../studio/queries.ts';
import { useConversationActions } from './conversation-actions.ts';

interface ConversationMenuProps {
  readonly conversation: Conversation;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly onRename: () => void;
  readonly onBinned?: () => void;
  /** Which edge of the button the menu keeps to. Default `end`. */
  readonly align?: 'start' | 'end';
}

/** Rename, move, export, bin: the same menu in the list and in the top bar. */
export function ConversationMenu({ conversation, trigger, onRename, onBinned, align = 'end' }: ConversationMenuProps) {
  const isRenaming = useRef(false);
  return (
    <Menu.Root
      defaultOpen
      onOpenChange={(open) => {
        if (open) isRenaming.current = false;
      }}
    >
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align={align} collisionPadding={8}>
          {/* the name's own field takes the focus when renaming */}
          <Menu.Popup className="float menu" finalFocus={() => !isRenaming.current}>
            <MenuItems
              conversation={conversation}
              onRename={() => {
                isRenaming.current = true;
                onRename();
              }}
              {...(onBinned ? { onBinned } : {})}
            />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function MenuItems({ conversation, onRename, onBinned }: Omit<ConversationMenuProps, 'trigger' | 'align'>) {
  const { t } = useTranslation();
  const actions = useConversationActions();
  return (
    <>
      <Menu.Item className="menu-item" onClick={onRename}>
        <Icon name="edit" />
        {t('conversations.rename')}
      </Menu.Item>
      <Menu.Item className="menu-item" render={<a href={actions.exportUrl(conversation.id, 'md')} download />}>
        <Icon name="download" />
        {t('conversations.exportMarkdown')}
      </Menu.Item>
      <Menu.Item className="menu-item" render={<a href={actions.exportUrl(conversation.id, 'json')} download />}>
        <Icon name="file" />
        {t('conversations.exportJson')}
      </Menu.Item>
      <MoveItems conversation={conversation} />
      <Menu.Separator className="menu-line" />
      <Menu.Item
        className="menu-item"
        onClick={() => {
          void actions.moveToBin(conversation);
          onBinned?.();
        }}
      >
        <Icon name="bin" />
        {t('conversations.toBin')}
      </Menu.Item>
    </>
  );
}

function MoveItems({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const actions = useConversationActions();
  const folders = useFolders().data ?? [];
  if (folders.length === 0) return null;
  return (
    <Menu.RadioGroup
      value={conversation.folderId ?? ''}
      onValueChange={(value: string) => void actions.move(conversation, value === '' ? null : value)}
    >
      <div className="menu-line" />
      <Menu.GroupLabel className="menu-title">{t('conversations.moveTo')}</Menu.GroupLabel>
      {[{ id: '', name: t('conversations.noFolder') }, ...folders].map((folder) => (
        <Menu.RadioItem key={folder.id} className="menu-item" value={folder.id} closeOnClick>
          <span className="menu-check">
            <Menu.RadioItemIndicator>
              <Icon name="check" />
            </Menu.RadioItemIndicator>
          </span>
          <span className="truncate">{folder.name}</span>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
