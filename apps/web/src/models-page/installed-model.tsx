import { Menu } from '@base-ui/react/menu';
import type { Model, System } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { DownloadProgress } from '../models/download-progress.tsx';
import { useModelActions } from '../models/model-actions.ts';
import { expectedRates, fitOf, roleOf } from '../models/model-facts.ts';

interface ModelRowProps {
  readonly model: Model;
  readonly models: readonly Model[];
  readonly system: System;
}

/** One model whose file is here: what it is, what it needs, whether it writes now. */
export function InstalledModel({ model, models, system }: ModelRowProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const actions = useModelActions();
  const [isVerifying, setIsVerifying] = useState(false);
  const isActive = model.id === system.activeModel;
  const canWrite = model.kind !== 'embedding';
  const isSuspect = model.installed?.state === 'suspect';
  const fit = fitOf(model, system.machine);
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
          {t('models.licence', { licence: model.licence })}
        </p>
        {model.kind !== 'demo' && (
          <p className={isSuspect ? 'model-suspect' : 'note'}>
            {isSuspect && <Icon name="warning" small />} {t(`models.state.${model.installed?.state ?? 'unverified'}`)}
            {model.installed?.isLinked && (
              <>
                <i className="sep" />
                {t('models.linked')}
              </>
            )}
          </p>
        )}
        {model.installed?.isLinked && <p className="note model-path">{model.installed.path}</p>}
        {fit.kind === 'tight' && !isActive && (
          <p className="model-tight">
            {t('models.tight', { needed: measures.memory(fit.neededBytes), missing: measures.memory(fit.missingBytes) })}
          </p>
        )}
      </div>
      <ModelFigures model={model} models={models} system={system} />
      <div className="model-actions">
        {isActive ? (
          <span className="model-in-use">{t('models.inUse')}</span>
        ) : (
          canWrite && (
            <button type="button" className="btn" onClick={() => void actions.use(model.id)}>
              {t(model.kind === 'demo' ? 'models.tryDemo' : 'models.use')}
            </button>
          )
        )}
        {model.kind !== 'demo' && (
          <ModelMenu
            model={model}
            isVerifying={isVerifying}
            onVerify={() => {
              setIsVerifying(true);
              void actions.verify(model).then(() => setIsVerifying(false));
            }}
          />
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

function ModelFigures({ model, models, system }: ModelRowProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  if (model.kind === 'demo') return <div className="model-figures" />;
  const rates = expectedRates(model, models, system.recommended);
  const { totalMemoryBytes } = system.machine;
  const lines = model.memoryBytes
    ? [
        { term: t('models.memoryAt8k'), bytes: model.memoryBytes.at8k },
        { term: t('models.memoryAt32k'), bytes: model.memoryBytes.at32k },
      ]
    : [];
  return (
    <dl className="model-figures">
      {model.kind === 'writing' && (
        <>
          <dt>{t('models.writes')}</dt>
          <dd className="figure-text">{rates ? measures.rateRange(...rates) : t('models.writesUnknown')}</dd>
        </>
      )}
      {lines.map(({ term, bytes }) => (
        <MemoryLine key={term} term={term} bytes={bytes} totalBytes={totalMemoryBytes} />
      ))}
    </dl>
  );
}

/** How much of this machine's memory a model takes. */
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

interface ModelMenuProps {
  readonly model: Model;
  readonly isVerifying: boolean;
  readonly onVerify: () => void;
}

function ModelMenu({ model, isVerifying, onVerify }: ModelMenuProps) {
  const { t } = useTranslation();
  const actions = useModelActions();
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <button type="button" className="icon-btn" aria-label={t('models.actions', { name: model.name })}>
            <Icon name="more" />
          </button>
        }
      />
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end" collisionPadding={8}>
          <Menu.Popup className="float menu">
            <Menu.Item className="menu-item" disabled={isVerifying} onClick={onVerify}>
              <Icon name="check" />
              {t(isVerifying ? 'models.verifying' : 'models.verify')}
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => void actions.remove(model)}>
              <Icon name="bin" />
              {t(model.installed?.isLinked ? 'models.unlink' : 'models.remove')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
