import type { Calibration, EngineStatus, Pace, System } from '@maobi/contract';
import type { ReactNode } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';

/** Of the model in use: the memory it takes against what was expected, its context, and how fast it was measured to be here. */
export function EngineFacts({ system }: { readonly system: System }) {
  const { t } = useTranslation();
  const { engine, calibration, pace, activeModel } = system;
  const loaded = engine.model === activeModel && engine.state === 'ready' ? engine : null;
  return (
    <dl className="engine-facts">
      <Fact term={t('models.engine.memory')}>{loaded ? <Memory engine={loaded} /> : t('models.engine.notLoaded')}</Fact>
      {loaded && loaded.contextTokens !== null && (
        <Fact term={t('models.engine.context')}>
          <Context tokens={loaded.contextTokens} refusedTokens={loaded.refusedContextTokens ?? null} />
        </Fact>
      )}
      {calibration && (
        <Fact term={t('models.engine.speed')}>
          <Speed calibration={calibration} pace={pace} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Memory({ engine: { memoryBytes, expectedMemoryBytes } }: { readonly engine: EngineStatus }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const now = memoryBytes === null ? null : measures.memory(memoryBytes);
  const expected = expectedMemoryBytes === null ? null : measures.memory(expectedMemoryBytes);
  return (
    <>
      {now ?? t('models.engine.unknown')}
      {expected && <small>{t('models.engine.expected', { size: expected })}</small>}
    </>
  );
}

function Context({ tokens, refusedTokens }: { readonly tokens: number; readonly refusedTokens: number | null }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  return (
    <>
      {t('models.engine.tokens', { tokens: measures.number(tokens) })}
      <small>{t('models.engine.units', { units: measures.number(measures.unitsIn(tokens)) })}</small>
      {refusedTokens !== null && <small>{t('models.engine.refused', { tokens: measures.number(refusedTokens) })}</small>}
    </>
  );
}

/** As it was measured; what was not is as runs have shown it. */
function Speed({ calibration, pace }: { readonly calibration: Calibration; readonly pace: Pace | null }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { state, measuredAt, writeTokensPerSecond } = calibration;
  const isOfRuns = writeTokensPerSecond === null && pace !== null;
  const { readTokensPerSecond: reads, writeTokensPerSecond: writes } = isOfRuns ? pace : calibration;
  const rates = [
    ...(reads === null ? [] : [t('models.engine.reads', { rate: measures.tokenRate(reads) })]),
    ...(writes === null ? [] : [t('models.engine.writes', { rate: measures.tokenRate(writes) })]),
  ];
  return (
    <>
      {rates.length > 0 ? rates.join(t('models.engine.and')) : t('models.engine.notMeasured')}
      {isOfRuns && <small>{t('models.engine.ofRuns')}</small>}
      <small>
        {state === 'done' && measuredAt !== null
          ? t('models.engine.measuredAt', { when: measures.moment(measuredAt) })
          : t(`models.engine.state.${state === 'done' ? 'none' : state}`)}
      </small>
    </>
  );
}
