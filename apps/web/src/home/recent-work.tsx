import {
  conversationName,
  isDocumentDone,
  type BatchSummary,
  type ConversationSummary,
  type DocumentSummary,
  type QueueEntry,
} from '@maobi/contract';
import { useMemo, type ReactNode } from 'react';
import { textLanguage } from '../language/text-language.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { entriesBy, RunMark } from '../conversation-list/run-mark.tsx';
import { useBatchName } from '../batches/use-batch-name.ts';
import { DocumentInk, DocumentProgress } from '../document-list/document-progress.tsx';
import { documentName } from '../document/document-name.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { useShownQueue } from '../queue/use-shown-queue.ts';
import { recentDocumentsShown } from '../studio/queries.ts';

const conversationsShown = 4;

interface RecentWorksProps {
  readonly documents: readonly DocumentSummary[];
  readonly batches: readonly BatchSummary[];
}

/** The documents and batches changed last, with how far each is. The texts of a batch are in it. */
export function RecentWorks({ documents, batches }: RecentWorksProps) {
  const { t } = useTranslation();
  const queue = useShownQueue();
  const entries = useMemo(() => entriesBy(queue, 'documentId'), [queue]);
  const works = [...documents, ...batches].toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
  return (
    <Recent title={t('home.recentDocuments')} all={{ href: '/library', text: t('library.title') }}>
      {works.slice(0, recentDocumentsShown).map((work) => (
        <li key={work.id}>
          {'rowCount' in work ? <RecentBatch batch={work} /> : <RecentDocument document={work} entry={entries.get(work.id)} />}
        </li>
      ))}
    </Recent>
  );
}

function RecentBatch({ batch }: { readonly batch: BatchSummary }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const name = useBatchName(batch);
  const { id, rowCount, writtenCount, state, updatedAt } = batch;
  const percent = rowCount === 0 ? 0 : Math.round((writtenCount / rowCount) * 100);
  const isAtWork = state === 'open';
  return (
    <Link href={`/batches/${id}`} className="recent-row">
      <span className="recent-name serif">
        <Icon name="table" small />
        {name}
      </span>
      <span className="recent-facts note">
        {t('home.batchProgress', { count: rowCount, written: writtenCount })}
        <i className="sep" />
        {measures.moment(updatedAt)}
      </span>
      <span className="ink-line" aria-hidden="true">
        <i className={isAtWork ? 'live' : ''} style={{ ['--part' as string]: `${percent}%` }} />
      </span>
      <Opens isUnfinished={!isAtWork && writtenCount < rowCount} />
    </Link>
  );
}

interface RecentDocumentProps {
  readonly document: DocumentSummary;
  readonly entry: QueueEntry | undefined;
}

function RecentDocument({ document, entry }: RecentDocumentProps) {
  const measures = useMeasures();
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
      <Opens isUnfinished={!isDocumentDone(document) && entry === undefined} />
    </Link>
  );
}

/** What a press on the row does: what waits for the writer looks like something to press. */
function Opens({ isUnfinished }: { readonly isUnfinished: boolean }) {
  const { t } = useTranslation();
  return <span className={isUnfinished ? 'recent-open btn' : 'recent-open'}>{t(isUnfinished ? 'home.goOn' : 'home.open')}</span>;
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
            <span className="recent-name" lang={textLanguage(conversationName({ title, preview }))}>
              {conversationName({ title, preview }) || t('conversations.untitled')}
            </span>
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
