import type { Model, ModelSourceName, System } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { ImportForm } from '../models/import-form.tsx';
import { useModelActions } from '../models/model-actions.ts';
import { SourceChoice } from '../models/source-choice.tsx';
import { LoadFailure } from '../shell/load-failure.tsx';
import { useStaying } from '../studio/leaving.ts';
import { useComparison, useModels, useSystem } from '../studio/queries.ts';
import { ComparisonPanel } from './comparison/comparison-panel.tsx';
import { AvailableModel } from './available-model.tsx';
import { InstalledModel } from './installed-model.tsx';
import './models-page.css';

/** Models that are here, models that can be had, and files of one's own. */
export function ModelsPage() {
  const { data: system } = useSystem();
  const { data: models, error, refetch } = useModels();
  const { isFetched: isComparisonKnown } = useComparison();
  if (error && !models) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  // in one piece: what comes later would push the rest down
  return system && models && isComparisonKnown ? <Models system={system} models={models} /> : null;
}

function Models({ system, models }: { readonly system: System; readonly models: readonly Model[] }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const actions = useModelActions();
  const staying = useStaying();
  const [source, setSource] = useState<ModelSourceName | null>(null);
  // what writes now comes first, the demo last; an installed model that is being fetched again stays where it is
  const installed = staying(models.filter((model) => model.installed)).toSorted((a, b) => rank(b, system) - rank(a, system));
  const available = models.filter((model) => !model.installed && model.isCatalogued);
  const { totalMemoryBytes, freeMemoryBytes } = system.machine;
  const hasRealModel = installed.some((model) => model.kind === 'writing');
  return (
    <div className="page models-page">
      <header>
        <h1 className="page-title">{t('models.title')}</h1>
        <p className="page-lead">{t('models.lead')}</p>
        <p className="note">{t('models.memoryOf', { total: measures.memory(totalMemoryBytes), free: measures.memory(freeMemoryBytes) })}</p>
      </header>
      <div className="models-main">
        <section aria-labelledby="models-installed">
          <h2 id="models-installed">{t('models.installed')}</h2>
          <ul className="model-rows">
            {installed.map((model) => (
              <InstalledModel key={model.id} model={model} models={models} system={system} />
            ))}
          </ul>
        </section>
        <ComparisonPanel models={installed} />
        {available.length > 0 && (
          <section aria-labelledby="models-available">
            <h2 id="models-available">{t('models.available')}</h2>
            <ul className="model-rows">
              {available.map((model) => (
                <AvailableModel
                  key={model.id}
                  model={model}
                  models={models}
                  system={system}
                  source={source}
                  isNextStep={!hasRealModel && model.id === system.recommended.model}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
      <aside>
        {available.length > 0 && (
          <section aria-labelledby="models-source">
            <h2 id="models-source">{t('models.source.label')}</h2>
            <SourceChoice sources={sourcesOf(available)} source={source} onChange={setSource} />
          </section>
        )}
        <section aria-labelledby="models-import">
          <h2 id="models-import">{t('models.importTitle')}</h2>
          <ImportForm onImported={(id) => void actions.use(id)} />
        </section>
      </aside>
    </div>
  );
}

function sourcesOf(models: readonly Model[]): ModelSourceName[] {
  return [...new Set(models.flatMap(({ sources }) => sources.map(({ name }) => name)))];
}

function rank(model: Model, system: System): number {
  if (model.id === system.activeModel) return 2;
  return model.kind === 'demo' ? 0 : 1;
}
