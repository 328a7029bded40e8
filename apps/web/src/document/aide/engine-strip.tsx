import type { DocumentDetail, Run, Usage, Version } from '@maobi/contract';
import type { ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { useMeasures } from '../../language/measures.ts';
import { useEngineState, type EngineState } from '../../shell/engine-state.ts';
import { useQueue, useSystem } from '../../studio/queries.ts';
import { useRecentRuns } from './recent-runs.ts';
import { rateLine, useRateHistory } from './rate-history.ts';
import { useRestartEngine } from './use-restart-engine.ts';
import { comparedRate, usualRate } from './usual-rate.ts';

interface EngineStripProps {
  readonly detail: DocumentDetail;
  /** Of the section in view. */
  readonly versions: readonly Version[];
}

/** What the engine does and how fast, what it need not read again, and the way to start it anew. */
export function EngineStrip({ detail, versions }: EngineStripProps) {
  const engine = useEngineState();
  const runs = [...endedRuns(detail, versions), ...useRecentRuns()];
  return (
    <section className="engine-strip">
      <EngineNow engine={engine} usual={usualRate(runs)} />
      <Meters last={lastOf(runs)} />
      <EngineFoot engine={engine} documentId={detail.id} />
    </section>
  );
}

/** Those of this document that are known; a version that was trimmed does not tell of its run. */
function endedRuns({ sections, outlineRun }: DocumentDetail, versions: readonly Version[]): Run[] {
  const runs = [outlineRun, ...sections.map(({ version }) => version?.run ?? null), ...versions.map(({ run }) => run)];
  const byId = new Map(runs.flatMap((run) => (run?.usage && run.endedAt !== null ? [[run.id, run] as const] : [])));
  return [...byId.values()];
}

function lastOf(runs: readonly Run[]): Run | null {
  return runs.reduce<Run | null>((last, run) => ((run.endedAt ?? '') > (last?.endedAt ?? '') ? run : last), null);
}

function EngineNow({ engine, usual }: { readonly engine: EngineState; readonly usual: number | null }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { phase, percent, modelName, tokensPerSecond } = engine;
  const expected = useSystem().data?.pace?.writeTokensPerSecond ?? null;
  const median = usual ?? expected;
  const rate = tokensPerSecond ?? median;
  const shownPercent = (phase === 'reading' || phase === 'loading') && percent !== null ? ` ${Math.floor(percent)}%` : '';
  return (
    <div className="engine-now">
      <p className="engine-rate">{rate === null ? t('aide.strip.noRate') : measures.rate(rate)}</p>
      <RateGraph now={tokensPerSecond} median={median} />
      <p className="engine-state note" title={modelName ?? undefined}>
        {modelName && <span className="truncate">{modelName}</span>}
        {modelName && phase !== 'unknown' && <i className="sep" />}
        {phase !== 'unknown' && <span>{`${t(`shell.status.${phase}`)}${shownPercent}`}</span>}
      </p>
    </div>
  );
}

const graph = { width: 96, height: 20 };

/** The last three minutes, and how they compare with what is usual here. */
function RateGraph({ now, median }: { readonly now: number | null; readonly median: number | null }) {
  const { t } = useTranslation();
  const history = useRateHistory(now);
  if (history.length < 2) return null;
  const compared = now !== null && median !== null ? comparedRate(now, median) : null;
  return (
    <div className="rate-graph">
      <svg viewBox={`0 0 ${graph.width} ${graph.height}`} aria-hidden="true">
        <polyline points={rateLine(history, graph)} />
      </svg>
      <p className="note">
        {compared ? t(`aide.engine.rate.${compared.kind}`, { percent: compared.percent }) : t('aide.engine.lastMinutes')}
      </p>
    </div>
  );
}

function Meters({ last }: { readonly last: Run | null }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const engine = useSystem().data?.engine;
  const usage = last?.usage ?? null;
  const kept = usage && usage.promptTokens > 0 ? `${Math.floor((usage.cachedTokens / usage.promptTokens) * 100)}%` : '–';
  const exactly = usage
    ? t('conversation.note.cachedExactly', {
        read: measures.number(usage.promptTokens - usage.cachedTokens),
        total: measures.number(usage.promptTokens),
        cached: measures.number(usage.cachedTokens),
      })
    : t('aide.strip.noRun');
  return (
    <dl className="meters">
      <Meter term={t('aide.strip.kept')} title={exactly}>
        {kept}
      </Meter>
      <ContextMeter usage={usage} limit={engine?.contextTokens ?? null} />
      <CopiedMeter usage={usage} />
      <Meter term={t('aide.strip.memory')}>{engine?.memoryBytes ? measures.memory(engine.memoryBytes) : '–'}</Meter>
    </dl>
  );
}

/** How much of what was drafted from a text that is reworded the model kept. */
function CopiedMeter({ usage }: { readonly usage: Run['usage'] }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const drafts = usage?.drafts ?? null;
  const { drafted, accepted } = drafts ?? { drafted: 1, accepted: 0 };
  const exactly = drafts
    ? t('aide.strip.copiedExactly', { drafted: measures.number(drafted), accepted: measures.number(accepted) })
    : t('aide.strip.nothingCopied');
  return (
    <Meter term={t('aide.strip.copied')} title={exactly}>
      {drafts ? `${Math.round((accepted / drafted) * 100)}%` : '–'}
    </Meter>
  );
}

/** Tokens that the last run read and wrote, of those that fit. */
function ContextMeter({ usage, limit }: { readonly usage: Run['usage']; readonly limit: number | null }) {
  const { t } = useTranslation();
  const used = usage && contextUsed(usage, limit);
  return (
    <Meter term={t('aide.strip.context')} title={t('aide.engine.contextExactly')}>
      {used === null ? '–' : thousands(used)}
      {limit !== null && ` / ${thousands(limit)}`}
      <ContextBar share={used === null || limit === null ? 0 : Math.min(1, used / limit)} />
    </Meter>
  );
}

/**
 * What stands in the context: of an outline that is asked for in parts (L1) only the last one.
 * @returns `null`: it is not known, as of a run of an earlier release, whose parts were only added up
 */
function contextUsed({ promptTokens, writtenTokens, contextTokens }: Usage, limit: number | null): number | null {
  const used = contextTokens ?? promptTokens + writtenTokens;
  return limit !== null && used > limit ? null : used;
}

function ContextBar({ share }: { readonly share: number }) {
  return (
    <span className="context-bar" aria-hidden="true">
      <i style={{ width: `${Math.round(share * 100)}%` }} data-full={share > 0.85 || undefined} />
    </span>
  );
}

function thousands(tokens: number): string {
  return tokens < 1024 ? String(tokens) : `${(tokens / 1024).toFixed(tokens < 10_240 ? 1 : 0).replace(/\.0$/, '')}k`;
}

function Meter({ term, title, children }: { readonly term: string; readonly title?: string; readonly children: ReactNode }) {
  return (
    <div title={title}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How many go before this document, and the restart: what is at work goes on by itself afterwards. */
function EngineFoot({ engine, documentId }: { readonly engine: EngineState; readonly documentId: string }) {
  const { t } = useTranslation();
  const { isBusy, restart } = useRestartEngine();
  const queue = useQueue();
  const own = queue.find((entry) => entry.documentId === documentId);
  const place =
    own && (own.state === 'waiting' || own.state === 'paused')
      ? t('aide.engine.ahead', { count: own.position })
      : engine.waiting > 0
        ? t('shell.status.waiting', { count: engine.waiting })
        : t('aide.engine.nobodyWaits');
  return (
    <div className="engine-foot">
      <p className="note">{isBusy ? t('aide.engine.restarting') : place}</p>
      <button type="button" className="btn plain" disabled={isBusy} title={t('aide.engine.restartNote')} onClick={() => void restart()}>
        <Icon name="refresh" small />
        {t('aide.engine.restart')}
      </button>
    </div>
  );
}
