import { Menu } from '@base-ui/react/menu';
import type { Conversation } from '@maobi/contract';
import type { ReactElement } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { MenuFrame } from '../menu/menu-frame.tsx';
import { MenuItem } from '../menu/menu-item.tsx';
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
  return (
    <MenuFrame trigger={trigger} align={align}>
      <MenuItems conversation={conversation} onRename={onRename} {...(onBinned ? { onBinned } : {})} />
    </MenuFrame>
  );
}

function MenuItems({ conversation, onRename, onBinned }: Omit<ConversationMenuProps, 'trigger' | 'align'>) {
  const { t } = useTranslation();
  const actions = useConversationActions();
  return (
    <>
      <MenuItem icon="edit" text={t('conversations.rename')} takesFocus onClick={onRename} />
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
      <MenuItem
        icon="bin"
        text={t('conversations.toBin')}
        onClick={() => {
          void actions.moveToBin(conversation);
          onBinned?.();
        }}
      />
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
