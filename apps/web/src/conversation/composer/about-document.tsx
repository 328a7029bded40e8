import type { DocumentDetail, QuestionContext } from '@maobi/contract';
import { Link } from 'wouter';
import { documentName } from '../../document/document-name.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { useOptionalDocument } from '../../studio/queries.ts';

interface AboutDocumentProps {
  readonly documentId: string;
  /** What of it goes with the next question. */
  readonly context: QuestionContext;
}

/** What of its document is read for the next question of a conversation, and the way to the document, where another part can be chosen. */
export function AboutDocument({ documentId, context }: AboutDocumentProps) {
  const { t } = useTranslation();
  const { data: document } = useOptionalDocument(documentId);
  if (!document) return null;
  const parts = partsOf(document, context).map(({ kind, number }) =>
    kind === 'outline' ? t('aide.talk.part.outline') : t(`aide.talk.part.${kind}`, { number }),
  );
  return (
    <p className="about-document note">
      {parts.length > 0 && `${t('conversation.composer.reads', { parts: parts.join(t('aide.talk.and')) })} `}
      <Link href={`/documents/${documentId}`} className="link">
        {t('conversation.composer.otherPart', { name: documentName(document) })}
      </Link>
    </p>
  );
}

interface ReadPart {
  readonly kind: 'outline' | 'section' | 'passage';
  readonly number: number;
}

/** Sections that are gone by now are not read. */
function partsOf({ sections }: DocumentDetail, { sectionIds, passage }: QuestionContext): ReadPart[] {
  return [
    ...(sections.length > 0 ? [{ kind: 'outline' as const, number: 0 }] : []),
    ...sections.flatMap(({ id }, index) => (sectionIds.includes(id) ? [{ kind: 'section' as const, number: index + 1 }] : [])),
    ...sections.flatMap(({ id }, index) => (id === passage?.sectionId ? [{ kind: 'passage' as const, number: index + 1 }] : [])),
  ];
}
