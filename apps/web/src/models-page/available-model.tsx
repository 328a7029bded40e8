import type { Model, ModelSourceName, System } from '@maobi/contract';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.tsx';
import { useMeasures, type Measures } from '../language/measures.ts';
import { DownloadProgress } from '../models/download-progress.tsx';
import { useModelActions } from '../models/model-actions.ts';
import { fitOf, roleOf, type Fit } from '../models/model-facts.ts';

interface AvailableModelProps {
  readonly model: Model;
  readonly models: readonly Model[];
  readonly system: System;
  readonly source: ModelSourceName | null;
}

/** One model of the catalogue that is not here yet. */
export function AvailableModel({ model, models, system, source }: AvailableModelProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const actions = useModelActions();
  const fit = fitOf(model, system.machine);
  return (
    <li className="available-row">
      <div className="available-what">
        <h3>
          {model.name} <span className="model-quantisation">{model.quantisation}</span>
        </h3>
        <p className="note">{t(`models.role.${roleOf(model, models)}`)}</p>
        <FitNote fit={fit} totalBytes={system.machine.totalMemoryBytes} measures={measures} />
      </div>
      {!model.download && (
        <button type="button" className="btn" onClick={() => void actions.pull(model.id, source)}>
          <Icon name="download" small />
          {t('models.get')} <span className="cost num">{measures.fileSize(model.sizeBytes)}</span>
        </button>
      )}
      {model.download && (
        <div className="model-download">
          <DownloadProgress model={model} download={model.download} />
        </div>
      )}
    </li>
  );
}

interface FitNoteProps {
  readonly fit: Fit;
  readonly totalBytes: number;
  readonly measures: Measures;
}

function FitNote({ fit, totalBytes, measures }: FitNoteProps) {
  const { t } = useTranslation();
  if (fit.kind === 'unknown') return null;
  const needed = measures.memory(fit.neededBytes);
  if (fit.kind === 'fits') return <p className="note">{t('models.fits', { needed })}</p>;
  if (fit.kind === 'too-big') return <p className="model-tight">{t('models.tooBigFor', { needed, total: measures.memory(totalBytes) })}</p>;
  return <p className="model-tight">{t('models.tight', { needed, missing: measures.memory(fit.missingBytes) })}</p>;
}
