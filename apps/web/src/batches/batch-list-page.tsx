import type { BatchSummary, Template } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link, useLocation } from 'wouter';
import { useAttempt } from '../document/use-attempt.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { PartFailure } from '../shell/part-failure.tsx';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { newId } from '../studio/new-id.ts';
import { useBatches, useTemplateList } from '../studio/queries.ts';
import { forgetDeleted } from './rows/forget-deleted.ts';
import { TemplateSelect } from './template-select.tsx';
import { useBatchName } from './use-batch-name.ts';
import './batches.css';

/** A new batch begins with so many rows to fill in. */
const firstRows = 5;
const usualTemplate = 'short-video-script';

/** Every batch, and the way to another one. */
export function BatchListPage() {
  const { t } = useTranslation();
  const list = useTemplateList();
  const templates = list.data?.templates ?? [];
  const batches = useBatches({ inBin: false });
  // before it has answered, it is not known whose studio this is
  const hasAnswered = batches.isSuccess;
  useEffect(() => {
    if (!hasAnswered) return undefined;
    const leaving = new AbortController();
    void forgetDeleted(leaving.signal);
    return () => leaving.abort();
  }, [hasAnswered]);
  // in one piece: a list that comes first would be pushed down, and could not name the templates
  if (!list.isFetched || !batches.isFetched) return null;
  return (
    <div className="page narrow batch-list">
      <h1 className="page-title">{t('batch.title')}</h1>
      <p className="page-lead">{t('batch.lead')}</p>
      {templates.length > 0 && <NewBatch templates={templates} />}
      <PartFailure of={[list, batches]} />
      {batches.data?.length === 0 && <p className="note">{t('batch.empty')}</p>}
      <ul className="batch-entries">
        {batches.data?.map((batch) => (
          <BatchEntry key={batch.id} batch={batch} template={templates.find(({ id }) => id === batch.template)} />
        ))}
      </ul>
    </div>
  );
}

function NewBatch({ templates }: { readonly templates: readonly Template[] }) {
  const { t } = useTranslation();
  const { language } = useMeasures();
  const attempt = useAttempt();
  const cache = useQueryClient();
  const [, navigate] = useLocation();
  const known = templates.some(({ id }) => id === usualTemplate) ? usualTemplate : (templates[0]?.id ?? '');
  const [template, setTemplate] = useState(known);
  const id = useRef(newId());
  const begin = () =>
    attempt(async () => {
      const rows = Array.from({ length: firstRows }, () => ({ id: newId(), cells: {} }));
      const detail = await client.call('createBatch', { body: { id: id.current, template, rows } });
      cache.setQueryData(keys.batch(detail.id), detail);
      navigate(`/batches/${detail.id}`);
    });
  return (
    <div className="new-batch">
      <TemplateSelect templates={templates} value={template} onChange={setTemplate} />
      <button type="button" className="btn ink" onClick={() => void begin()}>
        <Icon name="plus" small />
        {t('batch.new')}
      </button>
      <p className="note">{templates.find((one) => one.id === template)?.about[language]}</p>
    </div>
  );
}

function BatchEntry({ batch, template }: { readonly batch: BatchSummary; readonly template: Template | undefined }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const name = useBatchName(batch);
  const { id, rowCount, writtenCount, state, updatedAt } = batch;
  const form = template?.name[measures.language] ?? batch.template;
  return (
    <li>
      <Link className="batch-entry" href={`/batches/${id}`}>
        <Icon name={state === 'open' ? 'brush' : 'table'} />
        <span className="batch-entry-name truncate">{name}</span>
        <span className="note">
          {form}
          <i className="sep" />
          {t('batch.listed', { count: rowCount, written: writtenCount })}
        </span>
        <time className="note" dateTime={updatedAt}>
          {measures.moment(updatedAt)}
        </time>
      </Link>
    </li>
  );
}
