import type { Brief, DocumentDetail, Run } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { DocumentRows } from '../document-list/document-rows.tsx';
import { planToWrite } from '../document/job/write-after-outline.ts';
import { isComposing } from '../keyboard/composition.ts';
import { useMeasures } from '../language/measures.ts';
import { usePhone } from '../shell/use-phone.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { newId } from '../studio/new-id.ts';
import { useTemplates } from '../studio/queries.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { briefOf, languageOf, minutesOf } from './brief-draft.ts';
import { DetailFields, LengthFields, TopicField, type BriefFieldsProps } from './brief-fields.tsx';
import { CostLine } from './cost-line.tsx';
import { TemplateChoice, TemplateFields } from './template-fields.tsx';
import { useBriefDraft } from './use-brief-draft.ts';
import { useCost } from './use-cost.ts';
import './new-document.css';

/** What happens once the brief has become a document. */
type Beginning = 'outline' | 'everything' | 'nothing';

/** The brief of a new document: what about, how long, for whom; and what that costs before anything runs. */
export function NewDocumentPage() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const { language: shown } = useMeasures();
  const { draft, change, forget } = useBriefDraft();
  const brief = useMemo(() => briefOf(draft, shown), [draft, shown]);
  const known = useCost(brief, minutesOf(draft) ?? undefined);
  const words = draft.lengthBy === 'minutes' && known.cost && !known.isOld ? known.cost.words : brief?.words;
  const isReady = brief !== null && words !== undefined && (draft.lengthBy === 'words' || !known.isOld);
  const templates = useTemplates();
  const { isBusy, begin } = useBeginning(forget);
  const start = (beginning: Beginning) => {
    if (isReady && !isBusy) void begin({ ...brief, words }, beginning);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event)) return;
    event.preventDefault();
    start('outline');
  };
  const fields: BriefFieldsProps = { draft, shown, onChange: change };
  return (
    <form className="page narrow new-document" onSubmit={(event) => event.preventDefault()} onKeyDown={onKeyDown}>
      <h1 className="page-title">{t('documents.title')}</h1>
      <div className="brief-sheet">
        <TopicField {...fields} />
        <div className="brief-options">
          <TemplateChoice {...fields} templates={templates} />
        </div>
        <div className="brief-options">
          <LengthFields {...fields} />
        </div>
        <div className="brief-begin">
          <CostLine known={known} lengthBy={draft.lengthBy} language={languageOf(draft, shown)} />
          <div className="brief-buttons">
            <button type="button" className="btn ink" disabled={!isReady || isBusy} onClick={() => start('outline')}>
              {t('documents.begin.outline')}
            </button>
            <button type="button" className="btn" disabled={!isReady || isBusy} onClick={() => start('everything')}>
              {t('documents.begin.everything')}
            </button>
            <button type="button" className="btn plain" disabled={!isReady || isBusy} onClick={() => start('nothing')}>
              {t('documents.begin.nothing')}
            </button>
          </div>
        </div>
      </div>
      <TemplateFields {...fields} templates={templates} />
      <DetailFields {...fields} />
      {isPhone && (
        <section className="recent-documents">
          <h2>{t('documents.recent')}</h2>
          <DocumentRows openId={null} />
        </section>
      )}
    </form>
  );
}

/** Makes the document and opens it. A second attempt after a failure names the same document. */
function useBeginning(onBegun: () => void) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const documentId = useRef('');
  const begin = async (brief: Brief, beginning: Beginning) => {
    documentId.current ||= newId();
    const id = documentId.current;
    setIsBusy(true);
    try {
      const detail = await client.call('createDocument', { body: { id, brief } });
      const isPlanned = detail.sections.length > 0; // by its template
      const outlineRun = beginning === 'nothing' || isPlanned ? null : await startOutline(id, beginning, t);
      if (isPlanned && beginning === 'everything') await client.call('startJob', { params: { id }, body: { id: newId() } });
      queryClient.setQueryData<DocumentDetail>(keys.document(id), { ...detail, outlineRun });
      onBegun();
      navigate(`/documents/${id}`);
    } catch (error) {
      showFailure(t, error);
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, begin };
}

/** A document whose outline cannot be begun is there all the same; its page offers to try again. */
async function startOutline(id: string, beginning: Beginning, t: TFunction): Promise<Run | null> {
  const runId = newId();
  if (beginning === 'everything') planToWrite(id, runId);
  try {
    return await client.call('writeOutline', { params: { id }, body: { runId } });
  } catch (error) {
    showFailure(t, error);
    return null;
  }
}
