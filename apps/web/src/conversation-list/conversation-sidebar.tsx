import { useCallback, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link, useLocation } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { useConversations } from '../studio/queries.ts';
import { ConversationRows } from './conversation-rows.tsx';
import { FolderList } from './folder-list.tsx';
import { SearchField } from './search-field.tsx';
import { SearchHits } from './search-hits.tsx';
import './conversation-list.css';

interface ConversationSidebarProps {
  readonly openId: string | null;
}

/** New, search, folders, and the conversations themselves. */
export function ConversationSidebar({ openId }: ConversationSidebarProps) {
  const { t } = useTranslation();
  const [folder, setFolder] = useState<string | null>(null);
  const [searchText, setSearchText] = useState('');
  const [location] = useLocation();
  return (
    <nav className="conversation-list" aria-label={t('conversations.label')}>
      <div className="list-head">
        <Link href="/conversations" className="btn list-new" aria-current={location === '/conversations' ? 'page' : undefined}>
          <Icon name="plus" small />
          {t('conversations.new')}
        </Link>
        <SearchField onSearch={setSearchText} />
      </div>
      {searchText === '' ? (
        <>
          <FolderList folder={folder} onChoose={setFolder} />
          <FilteredConversations key={folder ?? 'all'} folder={folder} openId={openId} />
        </>
      ) : (
        <SearchHits text={searchText} />
      )}
      <Link href="/bin" className="list-bin" aria-current={location === '/bin' ? 'page' : undefined}>
        <Icon name="bin" small />
        {t('conversations.bin')}
      </Link>
    </nav>
  );
}

interface FilteredConversationsProps extends ConversationSidebarProps {
  readonly folder: string | null;
}

function FilteredConversations({ folder, openId }: FilteredConversationsProps) {
  const { t } = useTranslation();
  const { data, isError, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useConversations({ folder, inBin: false });
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (isError) {
    return (
      <p className="list-note list-rest">
        {t('conversations.loadFailed')}{' '}
        <button type="button" className="link" onClick={() => void refetch()}>
          {t('conversations.tryAgain')}
        </button>
      </p>
    );
  }
  if (!data) return <div className="conversation-scroller" />;
  const conversations = data.pages.flatMap((page) => page.conversations);
  if (conversations.length === 0) {
    return <p className="list-note list-rest">{t(folder === null ? 'conversations.empty' : 'conversations.emptyFolder')}</p>;
  }
  const total = data.pages[0]?.total ?? conversations.length;
  return <ConversationRows conversations={conversations} total={total} openId={openId} onNearEnd={onNearEnd} />;
}
