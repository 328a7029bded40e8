import { conversationName, type ConversationSummary, type QueueEntry } from '@maobi/contract';
import { lazy, memo, useState } from 'react';
import { textLanguage } from '../language/text-language.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Link, useLocation } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { MenuButton } from '../menu/menu-button.tsx';
import { useConversationActions } from './conversation-actions.ts';
import { conversationDragType } from './folder-list.tsx';
import { InlineName } from './inline-name.tsx';
import { RunMark } from './run-mark.tsx';
import { orElseNever } from '../shell/until-there.ts';

const ConversationMenu = lazy(orElseNever(() => import('./conversation-menu.tsx').then((m) => ({ default: m.ConversationMenu }))));

const longestTitle = 200;

interface ConversationRowProps {
  readonly conversation: ConversationSummary;
  readonly isOpen: boolean;
  /** Its run, if one waits or works. */
  readonly entry: QueueEntry | undefined;
}

/** What a conversation is called in lists: its title, else the start of its first message. */
export function useConversationName(conversation: { title: string; preview?: string }): string {
  const { t } = useTranslation();
  return conversationName(conversation) || t('conversations.untitled');
}

export const ConversationRow = memo(function ConversationRow({ conversation, isOpen, entry }: ConversationRowProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const actions = useConversationActions();
  const [isRenaming, setIsRenaming] = useState(false);
  const [, navigate] = useLocation();
  const name = useConversationName(conversation);
  if (isRenaming) {
    return (
      <div className="conversation-row renaming">
        <InlineName
          label={t('conversations.titleLabel')}
          initial={name.slice(0, longestTitle)}
          allowsEmpty
          onDone={(title) => {
            setIsRenaming(false);
            if (title !== null) void actions.rename(conversation, title);
          }}
        />
      </div>
    );
  }
  return (
    <div className="conversation-row" data-open={isOpen || undefined}>
      <Link
        href={`/c/${conversation.id}`}
        className="conversation-link"
        aria-current={isOpen ? 'page' : undefined}
        draggable
        onDragStart={(event) => event.dataTransfer.setData(conversationDragType, conversation.id)}
        onDoubleClick={() => setIsRenaming(true)}
        onKeyDown={(event) => {
          if (event.key === 'F2') setIsRenaming(true);
          if (event.key === 'Delete') void actions.moveToBin(conversation);
        }}
      >
        <span className="conversation-name" lang={textLanguage(name)}>
          {name}
        </span>
        <span className="conversation-when">{entry ? <RunMark entry={entry} /> : measures.moment(conversation.updatedAt)}</span>
      </Link>
      <MenuButton
        trigger={
          <button type="button" className="icon-btn row-more" aria-label={t('conversations.actions', { title: name })}>
            <Icon name="more" />
          </button>
        }
        renderMenu={(trigger) => (
          <ConversationMenu
            conversation={conversation}
            onRename={() => setIsRenaming(true)}
            onBinned={() => isOpen && navigate('/conversations')}
            trigger={trigger}
          />
        )}
      />
    </div>
  );
});
