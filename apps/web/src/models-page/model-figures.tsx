import type { Model, System } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { expectedRates, measuredRate } from '../models/model-facts.ts';

interface ModelFiguresProps {
  readonly model: Model;
  readonly models: readonly Model[];
  readonly system: System;
}

/** How fast a model can be expected to write here, and how much of this machine's memory it takes. */
export function ModelFigures({ model, models, system }: ModelFiguresProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const rates = expectedRates(model, models, system);
  const measured = measuredRate(model, system);
  const { totalMemoryBytes } = system.machine;
  if (model.kind === 'demo') return <div className="model-figures" />;
  return (
    <dl className="model-figures">
      {model.kind === 'writing' && (
        <>
          <dt>{t('models.writes')}</dt>
          <dd className="figure-text">
            {measured !== null ? measures.rate(measured) : rates ? measures.rateRange(...rates) : t('models.writesUnknown')}
          </dd>
        </>
      )}
      {model.memoryBytes && (
        <>
          <MemoryLine term={t('models.memoryAt8k')} bytes={model.memoryBytes.at8k} totalBytes={totalMemoryBytes} />
          {model.kind === 'writing' && (
            <MemoryLine term={t('models.memoryAt32k')} bytes={model.memoryBytes.at32k} totalBytes={totalMemoryBytes} />
          )}
        </>
      )}
    </dl>
  );
}

function MemoryLine({ term, bytes, totalBytes }: { readonly term: string; readonly bytes: number; readonly totalBytes: number }) {
  const measures = useMeasures();
  const part = Math.min(100, (bytes / totalBytes) * 100);
  return (
    <>
      <dt>{term}</dt>
      <dd className="figure-bar" data-over={bytes > totalBytes || undefined} style={{ ['--part' as string]: `${part}%` }}>
        <span className="figure-value num">{measures.memory(bytes)}</span>
      </dd>
    </>
  );
}
