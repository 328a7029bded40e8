import type { NightSummary } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { errorBodyText } from '../language/error-text.ts';
import { useMeasures } from '../language/measures.ts';
import { client } from '../studio/client.ts';
import { useNightChange } from './night-panel.tsx';

/** What the last night run wrote, and what failed; open until the writer has seen it. */
export function NightSummaryPanel({ summary }: { readonly summary: NightSummary }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const change = useNightChange();
  const { startedAt, endedAt, documents, leftCount, workedMs, usage, isSeen } = summary;
  const wrote = documents.length > 0;
  return (
    <details className="jobs-panel night-summary" open={!isSeen}>
      <summary>
        <h2>{t('jobs.summary.title')}</h2>
        <span className="note num">{t('jobs.summary.span', { from: measures.moment(startedAt), to: measures.moment(endedAt) })}</span>
      </summary>
      {!wrote && <p>{t('jobs.summary.nothing')}</p>}
      <ul className="jobs-ended">
        {documents.map(({ documentId, title, sectionCount, words, error }) => (
          <li key={documentId}>
            <Link href={`/documents/${documentId}`} className="link truncate">
              {title}
            </Link>
            <span className="note num">{t('jobs.summary.document', { count: sectionCount, words: measures.number(words) })}</span>
            {error && (
              <p className="job-error">
                <Icon name="warning" small />
                {errorBodyText(t, error).both}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p className="note num">
        {leftCount > 0 && t('jobs.summary.left', { count: leftCount })}{' '}
        {wrote &&
          t('jobs.summary.figures', {
            duration: measures.duration(workedMs),
            read: measures.number(usage.promptTokens),
            cached: measures.number(usage.cachedTokens),
            written: measures.number(usage.writtenTokens),
          })}
      </p>
      {!isSeen && (
        <button type="button" className="btn" onClick={() => void change(() => client.call('seeNightSummary', { body: {} }))}>
          {t('jobs.summary.seen')}
        </button>
      )}
    </details>
  );
}
