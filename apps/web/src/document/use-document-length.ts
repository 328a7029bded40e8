import type { WritingLanguage } from '@maobi/contract';
import { useMemo } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';

export interface DocumentLength {
  /** “877 字”, “877 words”. */
  of(count: number): string;
  /** “204 / 600 字”. */
  ofTarget(count: number, target: number): string;
}

/** Says lengths in the unit of the language that a document is written in. */
export function useDocumentLength(language: WritingLanguage): DocumentLength {
  const { t } = useTranslation();
  const measures = useMeasures();
  return useMemo(() => {
    const withUnit = (number: string, count: number) => t(`document.unit.${language}`, { count, number });
    return {
      of: (count) => withUnit(measures.number(count), count),
      ofTarget: (count, target) => withUnit(`${measures.number(count)} / ${measures.number(target)}`, target),
    };
  }, [t, measures, language]);
}
