import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { Model, ModelSourceName, System } from '@maobi/contract';
import { useState, type ReactNode } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { useMeasures } from '../language/measures.ts';
import { DownloadProgress } from '../models/download-progress.tsx';
import { ImportForm } from '../models/import-form.tsx';
import { useModelActions } from '../models/model-actions.ts';
import { expectedRates, fitOf, roleOf } from '../models/model-facts.ts';
import { SourceChoice } from '../models/source-choice.tsx';
import { LoadFailure } from '../shell/load-failure.tsx';
import { useModels, useSystem } from '../studio/queries.ts';
import { MachineFacts } from './machine-facts.tsx';
import { finishFirstRun } from './use-first-run.ts';
import './first-run.css';

const ownFile = 'own-file';
const sampleLength = { zh: 800, en: 500 } as const;

/** The first thing a new writer sees: this machine, one model to get, or a look around with the demo. */
export function FirstRunPage() {
  const { data: system } = useSystem();
  const { data: models, error, refetch } = useModels();
  if (error && !models) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return system && models ? <FirstRun system={system} models={models} /> : null;
}

function FirstRun({ system, models }: { readonly system: System; readonly models: readonly Model[] }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const actions = useModelActions();
  const choices = models.filter((model) => model.isCatalogued && model.kind === 'writing');
  const recommended = choices.find((model) => model.id === system.recommended.model) ?? choices[0];
  const underWay = choices.find((model) => model.download);
  const [chosen, setChosen] = useState(underWay?.id ?? recommended?.id ?? ownFile);
  const [source, setSource] = useState<ModelSourceName | null>(null);
  const begin = async (id: string) => {
    if (!(await actions.use(id))) return;
    finishFirstRun();
    navigate('/');
  };
  const lookAround = () => {
    finishFirstRun();
    navigate('/');
  };
  const chosenModel = choices.find((model) => model.id === chosen);
  return (
    <div className="page narrow first-run">
      <h1 className="first-run-title">{t('firstRun.title')}</h1>
      <p className="first-run-lead">{t('firstRun.lead')}</p>
      <h2>{t('firstRun.machine')}</h2>
      <MachineFacts system={system} model={chosenModel ?? recommended} models={models} />
      <h2 id="first-run-choose">{t('firstRun.choose')}</h2>
      <RadioGroup className="choices" aria-labelledby="first-run-choose" value={chosen} onValueChange={(value) => setChosen(String(value))}>
        {choices.map((model) => (
          <ModelChoice key={model.id} model={model} models={models} system={system} isChosen={chosen === model.id}>
            <Getting model={model} source={source} onBegin={() => void begin(model.id)} />
          </ModelChoice>
        ))}
        <Choice
          value={ownFile}
          isChosen={chosen === ownFile}
          name={t('firstRun.ownFile')}
          text={t('firstRun.ownFileText')}
          figure="GGUF"
          note={t('firstRun.ownFileNote')}
        >
          <ImportForm onImported={(id) => void begin(id)} />
        </Choice>
      </RadioGroup>
      {chosenModel && !chosenModel.installed && (
        <>
          <h2>{t('models.source.label')}</h2>
          <SourceChoice sources={chosenModel.sources.map(({ name }) => name)} source={source} onChange={setSource} />
        </>
      )}
      <DemoOffer isWaiting={underWay !== undefined} onTaken={lookAround} />
    </div>
  );
}

function DemoOffer({ isWaiting, onTaken }: { readonly isWaiting: boolean; readonly onTaken: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="demo-offer">
      <Icon name="brush" />
      <p>
        <b>{t(isWaiting ? 'firstRun.demoWhileWaiting' : 'firstRun.demoFirst')}</b> {t('firstRun.demoText')}
      </p>
      <button type="button" className="btn" onClick={onTaken}>
        {t('firstRun.demoAction')}
      </button>
    </section>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly isChosen: boolean;
  readonly name: string;
  readonly text: string;
  readonly facts?: readonly string[];
  readonly figure: string;
  readonly note: string;
  /** Shown under the choice while it is chosen. */
  readonly children: ReactNode;
}

function Choice({ value, isChosen, name, text, facts = [], figure, note, children }: ChoiceProps) {
  return (
    <div className="choice" data-chosen={isChosen || undefined}>
      <Radio.Root value={value} className="choice-head">
        <span className="radio-mark" />
        <span className="choice-name">{name}</span>
        <span className="choice-figure">{figure}</span>
        <span className="choice-text">{text}</span>
        <span className="note choice-note">{note}</span>
        {facts.length > 0 && (
          <span className="note choice-facts">
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </span>
        )}
      </Radio.Root>
      {isChosen && <div className="choice-more">{children}</div>}
    </div>
  );
}

interface ModelChoiceProps {
  readonly model: Model;
  readonly models: readonly Model[];
  readonly system: System;
  readonly isChosen: boolean;
  readonly children: ReactNode;
}

function ModelChoice({ model, models, system, isChosen, children }: ModelChoiceProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const fit = fitOf(model, system.machine);
  const rates = expectedRates(model, models, system);
  const length = sampleLength[measures.language];
  const parts: string[] = [];
  if (rates) {
    const [slowest, fastest] = rates;
    parts.push(
      t('firstRun.sample', { length, from: measures.roughWritingTime(length, fastest), to: measures.roughWritingTime(length, slowest) }),
    );
  }
  if (fit.kind === 'fits') parts.push(t('models.fits', { needed: measures.memory(fit.neededBytes) }));
  if (fit.kind === 'tight') {
    parts.push(t('models.tight', { needed: measures.memory(fit.neededBytes), missing: measures.memory(fit.missingBytes) }));
  }
  if (fit.kind === 'too-big') {
    parts.push(
      t('models.tooBigFor', { needed: measures.memory(fit.neededBytes), total: measures.memory(system.machine.totalMemoryBytes) }),
    );
  }
  const isRecommended = model.id === system.recommended.model;
  return (
    <Choice
      value={model.id}
      isChosen={isChosen}
      name={isRecommended ? t('firstRun.recommended', { name: model.name }) : model.name}
      text={t(`models.role.${roleOf(model, models)}`)}
      facts={parts}
      figure={measures.fileSize(model.sizeBytes)}
      note={model.quantisation}
    >
      {children}
    </Choice>
  );
}

interface GettingProps {
  readonly model: Model;
  readonly source: ModelSourceName | null;
  readonly onBegin: () => void;
}

/** The step that comes next for the chosen model: get it, watch it come, or begin. */
function Getting({ model, source, onBegin }: GettingProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const actions = useModelActions();
  if (model.download) return <DownloadProgress model={model} download={model.download} />;
  if (model.installed) {
    return (
      <div className="download-row">
        <p className="download-figures text-ink-1">
          <span>{t('firstRun.ready')}</span>
        </p>
        <button type="button" className="btn ink" onClick={onBegin}>
          {t('firstRun.begin')}
        </button>
      </div>
    );
  }
  return (
    <div className="download-row">
      <p className="download-figures note">{t('models.download.promise')}</p>
      <button type="button" className="btn ink" onClick={() => void actions.pull(model.id, source)}>
        <Icon name="download" small />
        {t('firstRun.get')} <span className="cost num">{measures.fileSize(model.sizeBytes)}</span>
      </button>
    </div>
  );
}
