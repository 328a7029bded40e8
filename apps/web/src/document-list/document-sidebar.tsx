import { useTranslation } from '../language/use-translation.ts';
import { Link, useLocation } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { DocumentRows } from './document-rows.tsx';
import '../conversation-list/conversation-list.css';

/** New, every document, and the bin. */
export function DocumentSidebar({ openId }: { readonly openId: string | null }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  return (
    <nav className="conversation-list" aria-label={t('documents.label')}>
      <div className="list-head">
        <Link href="/documents" className="btn list-new" aria-current={location === '/documents' ? 'page' : undefined}>
          <Icon name="plus" small />
          {t('documents.new')}
        </Link>
      </div>
      <div className="document-scroller">
        <DocumentRows openId={openId} />
      </div>
      <Link href="/library" className="list-bin">
        <Icon name="file" small />
        {t('library.title')}
      </Link>
      <Link href="/bin" className="list-bin">
        <Icon name="bin" small />
        {t('conversations.bin')}
      </Link>
    </nav>
  );
}
