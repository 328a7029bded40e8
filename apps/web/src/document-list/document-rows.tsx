import type { DocumentSummary, QueueEntry } from '@maobi/contract';
import { lazy, memo, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { textLanguage } from '../language/text-language.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Link, useLocation } from 'wouter';
import { InlineName } from '../conversation-list/inline-name.tsx';
import { entriesBy, RunMark } from '../conversation-list/run-mark.tsx';
import { documentName } from '../document/document-name.ts';
import { Icon } from '../icons/icon.tsx';
import { moveByArrow } from '../keyboard/move-by-arrow.ts';
import { MenuButton } from '../menu/menu-button.tsx';
import { useDocuments, useQueue } from '../studio/queries.ts';
import { DocumentInk, DocumentProgress } from './document-progress.tsx';
import { useDocumentListActions } from './document-actions.ts';
import './document-list.css';
import { orElseNever } from '../shell/until-there.ts';

const DocumentMenu = lazy(orElseNever(() => import('./document-menu.tsx').then((m) => ({ default: m.DocumentMenu }))));

/** The documents, the last changed first, with how far each is; more of them where they are wanted. */
export function DocumentRows({ openId }: { readonly openId: string | null }) {
  const { t } = useTranslation();
  const { data, isError, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useDocuments({ inBin: false });
  const queue = useQueue();
  const entries = useMemo(() => entriesBy(queue, 'documentId'), [queue]);
  if (isError && data === undefined) {
    return (
      <p className="list-note">
        {t('conversations.loadFailed')}{' '}
        <button type="button" className="link" onClick={() => void refetch()}>
          {t('conversations.tryAgain')}
        </button>
      </p>
    );
  }
  if (data?.length === 0) return <p className="list-note">{t('documents.empty')}</p>;
  return (
    <>
      <ul className="document-rows" onKeyDown={moveAmongDocuments}>
        {data?.map((document) => (
          <li key={document.id}>
            <DocumentRow document={document} isOpen={document.id === openId} entry={entries.get(document.id)} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="btn plain more-documents" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('conversations.more')}
        </button>
      )}
    </>
  );
}

/** Up and down among the documents of a list. */
export function moveAmongDocuments(event: KeyboardEvent<HTMLElement>): void {
  moveByArrow(event, 'a.document-link');
}

interface DocumentRowProps {
  readonly document: DocumentSummary;
  readonly isOpen: boolean;
  /** Its run, if one waits or works. */
  readonly entry: QueueEntry | undefined;
  /** What else is said of it. */
  readonly details?: ReactNode;
}

/** One document: where it is opened, renamed and put into the bin. */
export const DocumentRow = memo(function DocumentRow({ document, isOpen, entry, details }: DocumentRowProps) {
  const { t } = useTranslation();
  const actions = useDocumentListActions();
  const [, navigate] = useLocation();
  const [isRenaming, setIsRenaming] = useState(false);
  const name = documentName(document);
  if (isRenaming) {
    const onDone = (title: string | null) => {
      setIsRenaming(false);
      if (title !== null) void actions.rename(document, title);
    };
    return <InlineName label={t('conversations.titleLabel')} initial={name} onDone={onDone} />;
  }
  return (
    <div className="document-row" data-open={isOpen || undefined}>
      <Link
        href={`/documents/${document.id}`}
        className="document-link"
        aria-current={isOpen ? 'page' : undefined}
        onKeyDown={(event) => {
          if (event.key === 'F2') setIsRenaming(true);
          if (event.key === 'Delete') void actions.moveToBin(document.id);
        }}
      >
        <span className="document-row-name" lang={textLanguage(name)}>
          {name}
        </span>
        <span className="document-row-facts">{entry ? <RunMark entry={entry} /> : <DocumentProgress document={document} />}</span>
        {details}
        <DocumentInk document={document} isLive={entry?.state === 'writing'} />
      </Link>
      <MenuButton
        trigger={
          <button type="button" className="icon-btn row-more" aria-label={t('conversations.actions', { title: name })}>
            <Icon name="more" />
          </button>
        }
        renderMenu={(trigger) => (
          <DocumentMenu
            trigger={trigger}
            onRename={() => setIsRenaming(true)}
            onBin={() => {
              void actions.moveToBin(document.id);
              if (isOpen) navigate('/documents');
            }}
          />
        )}
      />
    </div>
  );
});
