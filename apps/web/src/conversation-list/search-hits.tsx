import { textLanguage } from '../language/text-language.ts';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { titleOrTopic } from '../document/document-name.ts';
import { errorText } from '../language/error-text.ts';
import { useMeasures } from '../language/measures.ts';
import { useSearch } from '../studio/queries.ts';
import { FoundText } from './found-text.tsx';
import { useFoundName } from './use-found-name.ts';

interface SearchHitsProps {
  readonly text: string;
}

/** Full-text hits over all conversations, the words that match marked. */
export function SearchHits({ text }: SearchHitsProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const nameOf = useFoundName();
  const { data, error } = useSearch(text);
  if (error) return <p className="list-note list-rest">{errorText(t, error).what}</p>;
  if (!data) return <div className="list-rest" />;
  const { hits } = data;
  return (
    <div className="conversation-scroller">
      <p className="list-note" role="status">
        {hits.length === 0 ? t('conversations.noHits', { text }) : t('conversations.hits', { count: hits.length })}
      </p>
      {hits.length === 0 && <p className="list-note">{t('conversations.noHitsHint')}</p>}
      <ul>
        {hits.map((hit) => (
          <li key={`${hit.conversationId}/${hit.messageId ?? 'title'}`}>
            <Link href={`/c/${hit.conversationId}${hit.messageId ? `#${hit.messageId}` : ''}`} className="search-hit">
              <span className="search-hit-head">
                <span className="conversation-name" lang={textLanguage(nameOf(hit))}>
                  {nameOf(hit)}
                </span>
                <span className="conversation-when">{measures.moment(hit.updatedAt)}</span>
              </span>
              {hit.documentTitle !== null && hit.title !== '' && (
                <span className="note truncate">{t('conversations.about', { name: titleOrTopic(hit.documentTitle) })}</span>
              )}
              <span className="search-hit-text" lang={textLanguage(hit.parts.map(({ text }) => text).join(''))}>
                <FoundText parts={hit.parts} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
