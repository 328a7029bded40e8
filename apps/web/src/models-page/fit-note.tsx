import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import type { Fit } from '../models/model-facts.ts';

/** Says when a model does not fit this machine's memory, now or ever; what fits needs no words. */
export function FitNote({ fit, totalBytes }: { readonly fit: Fit; readonly totalBytes: number }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (fit.kind === 'unknown' || fit.kind === 'fits') return null;
  const needed = measures.memory(fit.neededBytes);
  return (
    <p className="model-tight">
      {fit.kind === 'tight'
        ? t('models.tight', { needed, missing: measures.memory(fit.missingBytes) })
        : t('models.tooBigFor', { needed, total: measures.memory(totalBytes) })}
    </p>
  );
}
