import { freeWriting, type DocumentSort, type DocumentSummary, type Template } from '@maobi/contract';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { useBatchNames } from '../batches/use-batch-name.ts';
import { entriesBy } from '../conversation-list/run-mark.tsx';
import { DocumentRow, moveAmongDocuments } from '../document-list/document-rows.tsx';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { useTranslation } from '../language/use-translation.ts';
import { PartFailure } from '../shell/part-failure.tsx';
import { useLibrary, useQueue, useTemplates, useTextsOfBatches } from '../studio/queries.ts';
import { FilterBar } from './filter-bar.tsx';
import { useLibraryFilter, type ChosenFilter } from './library-filter.ts';
import './library.css';

/** Every document, in the order and of the kinds that the address names. */
export function LibraryPage() {
  const { t } = useTranslation();
  const templates = useTemplates();
  const chosen = useLibraryFilter();
  const found = useLibrary(chosen.filter);
  return (
    <div className="page narrow library">
      <div className="library-head">
        <h1 className="page-title">{t('library.title')}</h1>
        <Link href="/documents" className="btn">
          <Icon name="plus" small />
          {t('documents.new')}
        </Link>
      </div>
      <FilterBar filter={chosen.filter} choose={chosen.choose} templates={templates} />
      <PartFailure of={[found]} />
      {found.data && <Found found={found} chosen={chosen} templates={templates} />}
    </div>
  );
}

interface FoundProps {
  readonly found: ReturnType<typeof useLibrary>;
  readonly chosen: ChosenFilter;
  readonly templates: readonly Template[];
}

function Found({ found, chosen, templates }: FoundProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const queue = useQueue();
  const entries = useMemo(() => entriesBy(queue, 'documentId'), [queue]);
  const { total, documents } = found.data ?? { total: 0, documents: [] };
  return (
    <>
      <div className="library-count">
        <p className="note" role="status">
          {total > 0 && t('library.found', { count: total, number: measures.number(total) })}
          {total === 0 && <Nothing chosen={chosen} templates={templates} />}
        </p>
        {chosen.isNarrowed && (
          <button type="button" className="link" onClick={chosen.clear}>
            {t('library.clear')}
          </button>
        )}
      </div>
      <ul className="document-rows" aria-busy={found.isPlaceholderData} onKeyDown={moveAmongDocuments}>
        {documents.map((document) => (
          <li key={document.id}>
            <DocumentRow
              document={document}
              isOpen={false}
              entry={entries.get(document.id)}
              details={<Details document={document} sort={chosen.filter.sort} templates={templates} />}
            />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <button type="button" className="btn library-more" disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('library.more', { number: measures.number(Math.min(found.pageSize, total - documents.length)) })}
        </button>
      )}
      {!chosen.isNarrowed && <LeftOut onShow={() => chosen.choose({ texts: 'all' })} />}
    </>
  );
}

/** What no document answers to. */
function Nothing({ chosen: { filter, isNarrowed }, templates }: Omit<FoundProps, 'found'>) {
  const { t } = useTranslation();
  const templateName = useTemplateName(templates);
  if (!isNarrowed) return t('documents.empty');
  const { template, progress, texts } = filter;
  const parts = [
    ...(template === null ? [] : [templateName(template)]),
    ...(progress === null ? [] : [t(`library.progress.${progress}`)]),
    ...(texts === 'own' ? [] : [t(`library.texts.${texts}`)]),
  ];
  return t('library.nothing', { what: parts.join(t('library.and')) });
}

function useTemplateName(templates: readonly Template[]): (id: string) => string {
  const { t, language } = useTranslation();
  return (id) => (id === freeWriting ? t('documents.template.none') : (templates.find((known) => known.id === id)?.name[language] ?? id));
}

interface DetailsProps {
  readonly document: DocumentSummary;
  readonly sort: DocumentSort;
  readonly templates: readonly Template[];
}

/** Its form, its batch, and when it was changed, or made where that is the order. */
function Details({ document: { brief, batch, createdAt, updatedAt }, sort, templates }: DetailsProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const templateName = useTemplateName(templates);
  const batchNameOf = useBatchNames();
  const time = sort === 'created' ? t('library.createdAt', { time: measures.moment(createdAt) }) : null;
  return (
    <span className="library-details note">
      {brief.template !== null && <span className="truncate">{templateName(brief.template)}</span>}
      {batch !== null && <span className="truncate">{t('library.ofBatch', { name: batchNameOf(batch) })}</span>}
      <time dateTime={sort === 'created' ? createdAt : updatedAt}>
        {time ?? t('library.updatedAt', { time: measures.moment(updatedAt) })}
      </time>
    </span>
  );
}

/** That there are texts of batches besides, and the way to them. Nothing while there are none. */
function LeftOut({ onShow }: { readonly onShow: () => void }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const count = useTextsOfBatches();
  if (!count) return null;
  return (
    <p className="library-left-out note">
      {t('library.inBatches', { count, number: measures.number(count) })}{' '}
      <button type="button" className="link" onClick={onShow}>
        {t('library.showThem')}
      </button>
    </p>
  );
}
