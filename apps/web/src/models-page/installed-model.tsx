import type { Model, System } from '@maobi/contract';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { DownloadProgress } from '../models/download-progress.tsx';
import { useModelActions } from '../models/model-actions.ts';
import { fitOf, roleOf } from '../models/model-facts.ts';
import { EngineFacts } from './engine-facts.tsx';
import { FitNote } from './fit-note.tsx';
import { ModelFigures } from './model-figures.tsx';
import { ModelMenu } from './model-menu.tsx';

interface InstalledModelProps {
  readonly model: Model;
  readonly models: readonly Model[];
  readonly system: System;
}

/** One model whose file is here: what it is, what it needs, whether it writes now. */
export function InstalledModel({ model, models, system }: InstalledModelProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const actions = useModelActions();
  const isActive = model.id === system.activeModel;
  return (
    <li className="model-row" aria-current={isActive || undefined}>
      <span className={isActive ? 'radio-mark on' : 'radio-mark'} aria-hidden="true" />
      <div className="model-what">
        <h3>
          {model.name} <span className="model-quantisation">{model.quantisation}</span>
        </h3>
        <p>{t(`models.role.${roleOf(model, models)}`)}</p>
        <p className="note">
          {t('models.file', { size: measures.fileSize(model.sizeBytes) })}
          <i className="sep" />
          {model.licence === 'unknown' ? t('models.licenceUnknown') : t('models.licence', { licence: model.licence })}
        </p>
        <FileState model={model} />
        {!isActive && <FitNote fit={fitOf(model, system.machine)} totalBytes={system.machine.totalMemoryBytes} />}
      </div>
      <ModelFigures model={model} models={models} system={system} />
      <div className="model-actions">
        {isActive && <span className="model-in-use">{t('models.inUse')}</span>}
        {!isActive && model.kind !== 'embedding' && (
          <button type="button" className="btn" onClick={() => void actions.use(model.id)}>
            {t(model.kind === 'demo' ? 'models.tryDemo' : 'models.use')}
          </button>
        )}
        {model.kind !== 'demo' && <ModelMenu model={model} />}
      </div>
      {isActive && <EngineFacts system={system} />}
      {model.download && (
        <div className="model-download">
          <DownloadProgress model={model} download={model.download} />
        </div>
      )}
    </li>
  );
}

/** Whether the file is known to be whole, and where a linked one lies. */
function FileState({ model }: { readonly model: Model }) {
  const { t } = useTranslation();
  const { installed } = model;
  if (!installed || model.kind === 'demo') return null;
  const isSuspect = installed.state === 'suspect';
  return (
    <>
      <p className={isSuspect ? 'model-suspect' : 'note'}>
        {isSuspect && <Icon name="warning" small />} {t(`models.state.${installed.state}`)}
        {installed.isLinked && (
          <>
            <i className="sep" />
            {t('models.linked')}
          </>
        )}
      </p>
      {installed.isLinked && <p className="note model-path">{installed.path}</p>}
    </>
  );
}
