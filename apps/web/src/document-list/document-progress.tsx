import type { DocumentSummary } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useDocumentLength } from '../document/use-document-length.ts';

interface OfDocument {
  readonly document: DocumentSummary;
}

/** How far a document is, in words; of one without a length to come to, how long. */
export function DocumentProgress({ document: { count, brief, sectionCount, jobState } }: OfDocument) {
  const { t } = useTranslation();
  const length = useDocumentLength(brief.language);
  const written = brief.isOpenEnded ? length.of(count) : length.ofTarget(count, brief.words);
  if (jobState === 'paused') return t('documents.paused', { length: written });
  if (count > 0) return written;
  return sectionCount > 0 ? t('documents.planned', { count: sectionCount }) : t('documents.begun');
}

/** The same as an ink line; one without a length to come to has the room of it. */
export function DocumentInk({ document: { count, brief }, isLive }: OfDocument & { readonly isLive: boolean }) {
  const percent = Math.min(100, Math.round((count / brief.words) * 100));
  return (
    <span className="ink-line" data-endless={(brief.isOpenEnded && !isLive) || undefined} aria-hidden="true">
      <i className={isLive ? 'live' : ''} style={{ ['--part' as string]: `${percent}%` }} />
    </span>
  );
}
