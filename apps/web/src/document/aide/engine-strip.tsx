import type { DocumentDetail, Run, Version } from '@maobi/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeasures } from '../../language/measures.ts';
import { useEngineState } from '../../shell/engine-state.ts';
import { useSystem } from '../../studio/queries.ts';

interface EngineStripProps {
  readonly detail: DocumentDetail;
  /** Of the section in view. */
  readonly versions: readonly Version[];
}

/** What the engine does, and what it need not read again. */
export function EngineStrip(props: EngineStripProps) {
  return (
    <>
      <EngineNow />
      <Meters {...props} />
    </>
  );
}

function EngineNow() {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { phase, modelName, tokensPerSecond } = useEngineState();
  const measured = useSystem().data?.calibration?.writeTokensPerSecond ?? null;
  const rate = tokensPerSecond ?? measured;
  return (
    <div className="engine-now">
      <p className="engine-rate">{rate === null ? t('document.aide.noRate') : measures.rate(rate)}</p>
      <p className="note">
        {modelName}
        {modelName && phase !== 'unknown' && <i className="sep" />}
        {phase !== 'unknown' && t(`shell.status.${phase}`)}
      </p>
    </div>
  );
}

function Meters({ detail, versions }: EngineStripProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const engine = useSystem().data?.engine;
  const usage = lastRun(detail, versions)?.usage ?? null;
  const kept = usage && usage.promptTokens > 0 ? `${Math.floor((usage.cachedTokens / usage.promptTokens) * 100)}%` : '–';
  const exactly = usage
    ? t('conversation.note.cachedExactly', {
        read: measures.number(usage.promptTokens - usage.cachedTokens),
        total: measures.number(usage.promptTokens),
        cached: measures.number(usage.cachedTokens),
      })
    : t('document.aide.noRun');
  return (
    <dl className="meters">
      <Meter term={t('document.aide.kept')} title={exactly}>
        {kept}
      </Meter>
      <Meter term={t('document.aide.context')}>{engine?.contextTokens ? `${Math.round(engine.contextTokens / 1024)}k` : '–'}</Meter>
      <Meter term={t('document.aide.memory')}>{engine?.memoryBytes ? measures.memory(engine.memoryBytes) : '–'}</Meter>
    </dl>
  );
}

function Meter({ term, title, children }: { readonly term: string; readonly title?: string; readonly children: ReactNode }) {
  return (
    <div title={title}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The run of this document that ended last, as far as it is known; a version that was trimmed does not tell of its run. */
function lastRun({ sections, outlineRun }: DocumentDetail, versions: readonly Version[]): Run | null {
  const runs = [outlineRun, ...sections.map(({ version }) => version?.run ?? null), ...versions.map(({ run }) => run)].filter(
    (run) => run?.usage && run.endedAt !== null,
  );
  return runs.reduce((last, run) => ((run?.endedAt ?? '') > (last?.endedAt ?? '') ? run : last), null);
}
