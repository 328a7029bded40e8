import { countText } from '@maobi/contract';
import { useCallback } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';

/** Says how long a text, or a count, is: “439 字”, “1 word”. */
export function useTextLength(): (textOrCount: string | number) => string {
  const { t } = useTranslation();
  const measures = useMeasures();
  return useCallback(
    (textOrCount) => {
      const count = typeof textOrCount === 'number' ? textOrCount : countText(textOrCount);
      return t('conversation.unit', { count, number: measures.number(count) });
    },
    [t, measures],
  );
}
