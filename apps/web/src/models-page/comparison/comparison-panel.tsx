import type { ComparedModel, Model } from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { useMeasures } from '../../language/measures.ts';
import { client } from '../../studio/client.ts';
import { keys } from '../../studio/keys.ts';
import { useComparison } from '../../studio/queries.ts';
import { showFailure } from '../../toasts/show-failure.ts';
import { measuringCost, usuallyMarked } from './compared-figures.ts';
import { ComparedModelRow } from './compared-model-row.tsx';
import { ComparisonResults } from './comparison-results.tsx';
import './comparison.css';

/** Installed models side by side: which are to be measured, how far that is, and what was found. */
export function ComparisonPanel({ models }: { readonly models: readonly Model[] }) {
  const { t } = useTranslation();
  const { data: comparison } = useComparison();
  if (!comparison || comparison.models.length === 0) return null;
  // as the list above has them
  const compared = models.flatMap(({ id }) => comparison.models.find(({ model }) => model === id) ?? []);
  return (
    <section className="comparison" aria-labelledby="models-compare">
      <h2 id="models-compare">{t('comparison.title')}</h2>
      <p className="note">{t('comparison.note')}</p>
      <Choice compared={compared} models={models} />
      <ComparisonResults compared={compared} models={models} />
    </section>
  );
}

function Choice({ compared, models }: { readonly compared: readonly ComparedModel[]; readonly models: readonly Model[] }) {
  const { t } = useTranslation();
  const actions = useComparisonActions();
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const marked = chosen ?? new Set(usuallyMarked(compared));
  const wanted = compared.filter(({ model }) => marked.has(model));
  const isAtWork = compared.some(({ state }) => state === 'measuring' || state === 'waiting');
  const isHeldBack = !compared.some(({ state }) => state === 'measuring');
  const mark = (id: string, isMarked: boolean) => {
    const next = new Set(marked);
    if (isMarked) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const measure = async () => {
    if (await actions.start(wanted.map(({ model }) => model))) setChosen(null);
  };
  return (
    <>
      <ul className="compared-models" aria-label={t('comparison.choose')}>
        {compared.map((each) => (
          <ComparedModelRow
            key={each.model}
            compared={each}
            model={models.find(({ id }) => id === each.model)}
            isMarked={marked.has(each.model)}
            isAtWork={isAtWork}
            isHeldBack={isHeldBack}
            onMark={(isMarked) => mark(each.model, isMarked)}
          />
        ))}
      </ul>
      <div className="comparison-actions">
        {isAtWork ? (
          <button type="button" className="btn" onClick={() => void actions.stop()}>
            <Icon name="stop" small />
            {t('comparison.stop')}
          </button>
        ) : (
          <button type="button" className="btn" disabled={wanted.length === 0} onClick={() => void measure()}>
            {t('comparison.measure')}
            <CostWords compared={wanted} />
          </button>
        )}
      </div>
    </>
  );
}

function CostWords({ compared }: { readonly compared: readonly ComparedModel[] }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { ms, known, unknown } = measuringCost(compared);
  if (compared.length === 0) return null;
  const duration = measures.roughDuration(ms);
  const words = known === 0 ? 'costUnknown' : unknown === 0 ? 'cost' : 'costMore';
  return <span className="cost num">{t(`comparison.${words}`, { duration, count: unknown })}</span>;
}

function useComparisonActions() {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const attempt = async (ask: () => ReturnType<typeof client.call<'getComparison'>>): Promise<boolean> => {
    try {
      queryClient.setQueryData(keys.comparison, await ask());
      return true;
    } catch (error) {
      showFailure(t, error);
      return false;
    }
  };
  return {
    start: (ids: string[]) => attempt(() => client.call('startComparison', { body: { models: ids } })),
    stop: () => attempt(() => client.call('stopComparison', { body: {} })),
  };
}
