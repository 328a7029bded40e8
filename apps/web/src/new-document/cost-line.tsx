import type { BriefDraft } from './brief-draft.ts';
import type { WritingLanguage } from '@maobi/contract';
import type { ReactNode } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useDocumentLength } from '../document/use-document-length.ts';
import { errorText } from '../language/error-text.ts';
import { useMeasures } from '../language/measures.ts';
import { BriefHint } from './brief-hint.tsx';
import type { BriefTrouble } from './brief-trouble.ts';
import type { KnownCost } from './use-cost.ts';

interface CostLineProps {
  readonly known: KnownCost;
  /** Why nothing can begin; stands in front of the cost. */
  readonly trouble: BriefTrouble | null;
  readonly lengthBy: BriefDraft['lengthBy'];
  readonly language: WritingLanguage;
}

/** What writing will cost and until when it is done, before anything runs; one line high whatever is known. */
export function CostLine({ known: { cost, error, isAwaited, isOld }, trouble, lengthBy, language }: CostLineProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const length = useDocumentLength(language);
  if (error) return <Line text={errorText(t, error).what} />;
  const hint = trouble && <BriefHint trouble={trouble} />;
  if (!cost) return <Line text={hint ?? (isAwaited ? '' : t('documents.cost.nothing'))} />;
  const tokens = { read: measures.number(cost.readTokens), written: measures.number(cost.writtenTokens) };
  const { milliseconds } = cost;
  const plan = t('documents.cost.plan', { length: length.of(cost.words), count: cost.sectionCount });
  if (hint) return <Line text={hint} second={plan} isOld={isOld} />;
  if (milliseconds === null) {
    const unknown =
      lengthBy === 'minutes' ? t('documents.cost.unknownWords', { length: length.of(cost.words) }) : t('documents.cost.unknown');
    return <Line text={`${plan}${t('documents.cost.tokens', tokens)}`} second={unknown} isOld={isOld} />;
  }
  const time = { duration: measures.roughDuration(milliseconds), time: measures.timeIn(milliseconds) };
  return <Line text={t('documents.cost.known', { ...time, ...tokens })} second={`${plan}${t('documents.cost.end', time)}`} isOld={isOld} />;
}

function Line({ text, second = '', isOld = false }: { readonly text: ReactNode; readonly second?: string; readonly isOld?: boolean }) {
  return (
    <p className="cost-line note" role="status" data-old={isOld || undefined}>
      <span>{text}</span>
      <span>{second}</span>
    </p>
  );
}
