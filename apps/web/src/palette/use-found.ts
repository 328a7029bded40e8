import type { DocumentHit, Template } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { useBatchNames } from '../batches/use-batch-name.ts';
import { useFoundName } from '../conversation-list/use-found-name.ts';
import { seekComment } from '../document/comments/shown-comment.ts';
import { documentName, titleOrTopic } from '../document/document-name.ts';
import { seekWords } from '../document/find/sought-words.ts';
import { sectionAnchor } from '../document/show-section.ts';
import { useMeasures } from '../language/measures.ts';
import { useChooseTemplate } from '../new-document/use-choose-template.ts';
import { useBatches, useRecentDocuments, useSearch, useTemplates } from '../studio/queries.ts';
import { excerptInSight, shortName } from './found-excerpt.ts';
import { matchesWords } from './matches-words.ts';
import type { PaletteEntry } from './palette-entry.ts';

const shownOfEach = 8;

interface Found {
  readonly entries: PaletteEntry[];
  readonly error: Error | null;
  /** Whether what is shown answers an earlier query. */
  readonly isOld: boolean;
}

/** Documents, comments, batches, conversations and templates that answer to the query; without one, the documents worked on last. */
export function useFound(query: string): Found {
  const { data, error, isPlaceholderData } = useSearch(query);
  const recent = useRecentEntries();
  const conversations = useConversationEntries(data?.hits ?? []);
  const documents = useDocumentEntries(data?.documents ?? []);
  const comments = useCommentEntries(data?.comments ?? []);
  const batches = useBatchEntries(query);
  const templates = useTemplateEntries(query);
  if (query === '') return { entries: recent, error: null, isOld: false };
  return {
    entries: [...documents, ...comments, ...batches, ...conversations, ...templates],
    error,
    isOld: isPlaceholderData || (data === undefined && !error),
  };
}

function useRecentEntries(): PaletteEntry[] {
  const [, navigate] = useLocation();
  const measures = useMeasures();
  const { data } = useRecentDocuments();
  return (data ?? []).map((document) => ({
    id: `document-${document.id}`,
    group: 'documents' as const,
    icon: 'file' as const,
    name: documentName(document),
    detail: measures.moment(document.updatedAt),
    run: () => navigate(`/documents/${document.id}`),
  }));
}

/** What stands in front of the text around a match. */
function unmarked(text: string): DocumentHit['parts'][number] {
  return { text: `${text}  `, match: false };
}

type Hits = NonNullable<ReturnType<typeof useSearch>['data']>;

function useDocumentEntries(hits: Hits['documents']): PaletteEntry[] {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const batchNameOf = useBatchNames();
  return hits.slice(0, shownOfEach).map((hit) => {
    const { documentId, sectionId, title, heading, batch, matchingSections, parts } = hit;
    return {
      id: `document-${documentId}`,
      group: 'documents',
      icon: 'file',
      name: titleOrTopic(title),
      ...(matchingSections > 1 ? { extent: t('palette.sections', { count: matchingSections }) } : {}),
      parts: [
        ...(batch === null ? [] : [unmarked(t('palette.ofBatch', { name: shortName(batchNameOf(batch)) }))]),
        ...(heading === null ? [] : [unmarked(shortName(heading))]),
        ...excerptInSight(parts),
      ],
      run: () => {
        navigate(`/documents/${documentId}${sectionId === null ? '' : `#${sectionAnchor(sectionId)}`}`);
        if (sectionId !== null) seekWords(sectionId, hit);
      },
    };
  });
}

function useCommentEntries(hits: Hits['comments']): PaletteEntry[] {
  const [, navigate] = useLocation();
  return hits.slice(0, shownOfEach).map(({ commentId, documentId, title, parts }) => ({
    id: `comment-${commentId}`,
    group: 'comments',
    icon: 'edit',
    name: titleOrTopic(title),
    parts: excerptInSight(parts),
    run: () => {
      navigate(`/documents/${documentId}`);
      seekComment(commentId);
    },
  }));
}

function useConversationEntries(hits: Hits['hits']): PaletteEntry[] {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const nameOf = useFoundName();
  return hits.slice(0, shownOfEach).map(({ conversationId, messageId, title, documentTitle, parts }) => ({
    id: `message-${conversationId}-${messageId ?? 'title'}`,
    group: 'conversations',
    icon: 'chat',
    name: nameOf({ conversationId, title, documentTitle }),
    parts: [
      ...(documentTitle === null ? [] : [unmarked(t('conversations.about', { name: shortName(titleOrTopic(documentTitle)) }))]),
      ...excerptInSight(parts),
    ],
    run: () => navigate(`/c/${conversationId}${messageId === null ? '' : `#${messageId}`}`),
  }));
}

/** By what they are called; what their rows became is found among the documents. */
function useBatchEntries(query: string): PaletteEntry[] {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { data: batches } = useBatches({ inBin: false });
  const nameOf = useBatchNames();
  return (batches ?? [])
    .map((batch) => ({ ...batch, name: nameOf(batch) }))
    .filter(({ name }) => matchesWords(query, [name]))
    .slice(0, shownOfEach)
    .map(({ id, name, rowCount, writtenCount }) => ({
      id: `batch-${id}`,
      group: 'batches' as const,
      icon: 'table' as const,
      name,
      detail: t('batch.listed', { count: rowCount, written: writtenCount }),
      run: () => navigate(`/batches/${id}`),
    }));
}

function useTemplateEntries(query: string): PaletteEntry[] {
  const { language } = useMeasures();
  const templates = useTemplates();
  const choose = useChooseTemplate();
  const texts = ({ name, about }: Template) => [name.zh, name.en, about.zh, about.en];
  return templates
    .filter((template) => matchesWords(query, texts(template)))
    .slice(0, shownOfEach)
    .map((template) => ({
      id: `template-${template.id}`,
      group: 'templates' as const,
      icon: 'template' as const,
      name: template.name[language],
      detail: template.about[language],
      run: () => choose(template),
    }));
}
