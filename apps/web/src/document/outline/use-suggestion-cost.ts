import type { WritingLanguage } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures, writtenPerToken } from '../../language/measures.ts';
import { useSystemPart } from '../../studio/queries.ts';
import { takesMs } from '../polish/polish-cost.ts';

/** What the studio is asked for when nothing is said. */
const suggestions = 3;
/** Of a row with its heading and points, in 字 or words: as the studio counts on. */
const likelyWords = 60;
/** The brief, the rows around it, and the request. */
const readTokens = 400;

/** Says what other wordings of a row cost; `null`: nobody knows how fast the model is here. */
export function useSuggestionCost(language: WritingLanguage, pace: number | null): string | null {
  const { t } = useTranslation();
  const measures = useMeasures();
  const read = useSystemPart((system) => system.pace?.readTokensPerSecond ?? null) ?? null;
  const written = (suggestions * likelyWords) / writtenPerToken[language];
  const ms = takesMs({ read: readTokens, written }, { read, write: pace });
  return ms === null ? null : t('aide.polish.takes', { duration: measures.duration(ms) });
}
