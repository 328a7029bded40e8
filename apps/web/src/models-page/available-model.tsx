import type { Model, ModelSourceName, System } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { DownloadProgress } from '../models/download-progress.tsx';
import { useModelActions } from '../models/model-actions.ts';
import { fitOf, roleOf } from '../models/model-facts.ts';
import { FitNote } from './fit-note.tsx';
import { ModelFigures } from './model-figures.tsx';

interface AvailableModelProps {
  readonly model: Model;
  readonly models: readonly Model[];
  readonly system: System;
  readonly source: ModelSourceName | null;
  /** The step this page is for right now: the one ink button. */
  readonly isNextStep: boolean;
}

/** One model of the catalogue that is not here yet. */
export function AvailableModel({ model, models, system, source, isNextStep }: AvailableModelProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const actions = useModelActions();
  const size = measures.fileSize(model.sizeBytes);
  return (
    <li className="model-row available">
      <div className="model-what">
        <h3>
          {model.name} <span className="model-quantisation">{model.quantisation}</span>
        </h3>
        <p>{t(`models.role.${roleOf(model, models)}`)}</p>
        <FitNote fit={fitOf(model, system.machine)} totalBytes={system.machine.totalMemoryBytes} />
      </div>
      <ModelFigures model={model} models={models} system={system} />
      <div className="model-actions">
        {!model.download && (
          <button
            type="button"
            className={isNextStep ? 'btn ink' : 'btn'}
            aria-label={t('models.getNamed', { size, name: model.name })}
            onClick={() => void actions.pull(model.id, source)}
          >
            <Icon name="download" small />
            {t('models.get')} <span className="cost num">{size}</span>
          </button>
        )}
      </div>
      {model.download && (
        <div className="model-download">
          <DownloadProgress model={model} download={model.download} />
        </div>
      )}
    </li>
  );
}
