import type { ComparedModel, Model } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { type Measures, useMeasures } from '../../language/measures.ts';
import { comparedFigures, comparedValues, type ComparedFigure } from './compared-figures.ts';

interface ComparisonResultsProps {
  readonly compared: readonly ComparedModel[];
  readonly models: readonly Model[];
}

/** Every figure of the models that were measured, one model below the other. */
export function ComparisonResults({ compared, models }: ComparisonResultsProps) {
  const { t } = useTranslation();
  if (!compared.some(({ figures }) => figures)) return null;
  return (
    <div role="group" aria-label={t('comparison.results')}>
      <p className="note">{t('comparison.resultsNote')}</p>
      <div className="compared-figures">
        {comparedFigures.map((figure) => (
          <Figure key={figure} figure={figure} compared={compared} models={models} />
        ))}
      </div>
    </div>
  );
}

function Figure({ figure, compared, models }: ComparisonResultsProps & { readonly figure: ComparedFigure }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  return (
    <div className="compared-figure">
      <h3>
        {t(`comparison.figure.${figure}.what`)} <small>{t(`comparison.figure.${figure}.how`)}</small>
      </h3>
      <dl>
        {comparedValues(figure, compared).map(({ model, value, part, isBest, isOutdated }) => (
          <div key={model} data-best={isBest || undefined} data-outdated={isOutdated || undefined}>
            <dt>{nameOf(model, models)}</dt>
            <dd style={{ ['--part' as string]: `${part * 100}%` }}>
              <span className="num">{shownValue(figure, value, measures)}</span>
              {isBest && <span className="sr">{t('comparison.best')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Two files of one model are told apart by how their numbers are kept. */
function nameOf(id: string, models: readonly Model[]): string {
  const model = models.find((each) => each.id === id);
  if (!model) return id;
  return models.some((each) => each !== model && each.name === model.name) ? `${model.name} ${model.quantisation}` : model.name;
}

function shownValue(figure: ComparedFigure, value: number, measures: Measures): string {
  if (figure === 'write' || figure === 'read') return measures.tokenRate(value);
  if (figure === 'memory') return measures.memory(value);
  return measures.measuredDuration(value);
}
