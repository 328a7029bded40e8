import { conversationName, type ConversationSummary, type DocumentSummary, type QueueEntry } from '@maobi/contract';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { entriesBy, RunMark } from '../conversation-list/run-mark.tsx';
import { DocumentInk, DocumentProgress } from '../document-list/document-progress.tsx';
import { documentName } from '../document/document-name.ts';
import { useMeasures } from '../language/measures.ts';
import { useQueue } from '../studio/queries.ts';

const documentsShown = 5;
const conversationsShown = 4;
/** From this share of the length that was asked for, a document counts as written (S6). */
const writtenShare = 0.9;

/** The documents changed last, with how far each is. */
export function RecentDocuments({ documents }: { readonly documents: readonly DocumentSummary[] }) {
  const { t } = useTranslation();
  const queue = useQueue();
  const entries = useMemo(() => entriesBy(queue, 'documentId'), [queue]);
  return (
    <Recent title={t('home.recentDocuments')} all={{ href: '/documents', text: t('home.allDocuments') }}>
      {documents.slice(0, documentsShown).map((document) => (
        <li key={document.id}>
          <RecentDocument document={document} entry={entries.get(document.id)} />
        </li>
      ))}
    </Recent>
  );
}

interface RecentDocumentProps {
  readonly document: DocumentSummary;
  readonly entry: QueueEntry | undefined;
}

function RecentDocument({ document, entry }: RecentDocumentProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const isWritten = document.count >= document.brief.words * writtenShare;
  return (
    <Link href={`/documents/${document.id}`} className="recent-row">
      <span className="recent-name serif" lang={document.brief.language === 'zh' ? 'zh-CN' : 'en'}>
        {documentName(document)}
      </span>
      <span className="recent-facts note">
        {entry ? <RunMark entry={entry} /> : <DocumentProgress document={document} />}
        <i className="sep" />
        {measures.moment(document.updatedAt)}
      </span>
      <DocumentInk document={document} isLive={entry?.state === 'writing'} />
      <span className="recent-open">{t(isWritten || entry ? 'home.open' : 'home.goOn')}</span>
    </Link>
  );
}

/** The conversations changed last. */
export function RecentConversations({ conversations }: { readonly conversations: readonly ConversationSummary[] }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  return (
    <Recent title={t('home.recentConversations')} all={{ href: '/conversations', text: t('home.allConversations') }}>
      {conversations.slice(0, conversationsShown).map(({ id, title, preview, updatedAt }) => (
        <li key={id}>
          <Link href={`/c/${id}`} className="recent-row conversation">
            <span className="recent-name">{conversationName({ title, preview }) || t('conversations.untitled')}</span>
            <span className="recent-facts note">{measures.moment(updatedAt)}</span>
          </Link>
        </li>
      ))}
    </Recent>
  );
}

interface RecentProps {
  readonly title: string;
  readonly all: { readonly href: string; readonly text: string };
  readonly children: ReactNode;
}

function Recent({ title, all, children }: RecentProps) {
  return (
    <section className="home-section">
      <div className="home-section-head">
        <h2>{title}</h2>
        <Link href={all.href}>{all.text}</Link>
      </div>
      <ul>{children}</ul>
    </section>
  );
}
