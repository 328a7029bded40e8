import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';

const nearlyFull = 0.8;

/** How much of what the model can keep in mind this conversation fills. */
export function ContextMeter({ usedTokens, totalTokens }: { readonly usedTokens: number; readonly totalTokens: number }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const part = Math.min(1, usedTokens / totalTokens);
  const label = t('conversation.composer.contextLabel', {
    percent: Math.round(part * 100),
    used: measures.number(usedTokens),
    total: measures.number(totalTokens),
  });
  return (
    <span className="context-meter note" data-full={part >= nearlyFull || undefined} title={label}>
      <meter className="sr" aria-label={label} value={part} />
      <span className="context-track" aria-hidden="true">
        <i style={{ ['--part' as string]: `${part * 100}%` }} />
      </span>
      <span aria-hidden="true">
        {t('conversation.composer.context', { used: inThousands(usedTokens), total: inThousands(totalTokens) })}
      </span>
    </span>
  );
}

function inThousands(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  const thousands = tokens / 1024;
  return `${thousands < 10 ? Math.round(thousands * 10) / 10 : Math.round(thousands)}k`;
}
