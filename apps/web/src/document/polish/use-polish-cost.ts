import type { PolishKind, WritingLanguage } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';
import { useSystemPart } from '../../studio/queries.ts';
import { polishMs } from './polish-cost.ts';

/** Says what doing something to so many 字 or words costs; `null`: nobody knows how fast the model is here. */
export function usePolishCost(language: WritingLanguage, pace: number | null): (kind: PolishKind, count: number) => string | null {
  const { t } = useTranslation();
  const measures = useMeasures();
  const read = useSystemPart((system) => system.pace?.readTokensPerSecond ?? null) ?? null;
  return (kind, count) => {
    const ms = polishMs(kind, count, language, { read, write: pace });
    return ms === null ? null : t('aide.polish.takes', { duration: measures.duration(ms) });
  };
}
