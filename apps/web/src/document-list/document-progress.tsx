import type { DocumentSummary } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useDocumentLength } from '../document/use-document-length.ts';

interface OfDocument {
  readonly document: DocumentSummary;
}

/** How far a document is, in words. */
export function DocumentProgress({ document: { count, brief, sectionCount, jobState } }: OfDocument) {
  const { t } = useTranslation();
  const length = useDocumentLength(brief.language);
  if (jobState === 'paused') return t('documents.paused', { length: length.ofTarget(count, brief.words) });
  if (count > 0) return length.ofTarget(count, brief.words);
  return sectionCount > 0 ? t('documents.planned', { count: sectionCount }) : t('documents.begun');
}

/** The same as an ink line. */
export function DocumentInk({ document: { count, brief }, isLive }: OfDocument & { readonly isLive: boolean }) {
  const percent = Math.min(100, Math.round((count / brief.words) * 100));
  return (
    <span className="ink-line" aria-hidden="true">
      <i className={isLive ? 'live' : ''} style={{ ['--part' as string]: `${percent}%` }} />
    </span>
  );
}
