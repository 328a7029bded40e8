import type { BatchSummary } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { useTemplates } from '../studio/queries.ts';

/** What a batch is called: its title, else its form. */
export function useBatchName({ title, template }: Pick<BatchSummary, 'title' | 'template'>): string {
  const { t } = useTranslation();
  const { language } = useMeasures();
  const form = useTemplates().find(({ id }) => id === template);
  return title || (form?.name[language] ?? t('batch.unnamed'));
}
