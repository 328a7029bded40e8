import type { BatchSummary } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { useTemplates } from '../studio/queries.ts';

type Named = Pick<BatchSummary, 'title' | 'template'>;

/** What a batch is called: its title, else its form. */
export function useBatchName(batch: Named): string {
  return useBatchNames()(batch);
}

/** The same for any batch. */
export function useBatchNames(): (batch: Named) => string {
  const { t } = useTranslation();
  const { language } = useMeasures();
  const templates = useTemplates();
  return ({ title, template }) => title || (templates.find(({ id }) => id === template)?.name[language] ?? t('batch.unnamed'));
}
