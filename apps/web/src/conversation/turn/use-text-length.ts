import { countText } from '@maobi/contract';
import { useCallback } from 'react';
import { textLanguage } from '../../language/text-language.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';

/** Says how long a text is, or is to become, in what its own language is counted in: “439 字”, “1 word”, “439 characters”. */
export function useTextLength(): (text: string, count?: number) => string {
  const { t, language: shown } = useTranslation();
  const measures = useMeasures();
  return useCallback(
    (text, count = countText(text)) => {
      const language = { 'zh-CN': 'zh' as const, en: 'en' as const, unknown: shown }[textLanguage(text) || 'unknown'];
      return t(`conversation.unit.${language}`, { count, number: measures.number(count) });
    },
    [t, shown, measures],
  );
}
