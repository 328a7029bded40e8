import type { DocumentDetail, Run, Section, Version } from '@maobi/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../icons/icon.tsx';
import { useMeasures } from '../../language/measures.ts';
import { QueueList } from '../../queue/queue-list.tsx';
import '../../queue/queue-panel.css';
import { useEngineState } from '../../shell/engine-state.ts';
import { useSystem, useVersions } from '../../studio/queries.ts';
import { downloadMarkdown } from '../export/download-markdown.ts';
import { useCopyMarkdown } from '../export/use-copy-markdown.ts';
import { totalCount } from '../writing-progress.ts';
import { VersionList } from '../versions/version-list.tsx';

interface AidePaneProps {
  readonly detail: DocumentDetail;
  /** The one whose text is in view. */
  readonly section: Section | null;
  readonly onShowVersions: (section: Section) => void;
}

/** Beside the text: what the engine does, what it need not read again, and the versions of the section in view. */
export function AidePane({ detail, section, onShowVersions }: AidePaneProps) {
  const { t } = useTranslation();
  const { data: versions = none } = useVersions(section?.id ?? null);
  return (
    <div className="aide">
      <EngineNow />
      <Meters detail={detail} versions={versions} />
      <Export detail={detail} />
      {section?.version && <SectionVersions section={section} versions={versions} detail={detail} onShow={() => onShowVersions(section)} />}
      <section className="aide-queue">
        <h2>{t('queue.title')}</h2>
        <QueueList onLeave={stay} />
      </section>
    </div>
  );
}

const none: readonly Version[] = [];
const stay = () => undefined;

function Export({ detail }: { readonly detail: DocumentDetail }) {
  const { t } = useTranslation();
  const copy = useCopyMarkdown();
  if (totalCount(detail.sections, null) === 0) return null;
  return (
    <section className="aide-export" aria-label={t('document.export.title')}>
      <button type="button" className="btn" onClick={() => void copy(detail)}>
        <Icon name="copy" small />
        {t('document.export.copy')}
      </button>
      <button type="button" className="btn" onClick={() => downloadMarkdown(detail)}>
        <Icon name="download" small />
        {t('document.export.download')}
      </button>
    </section>
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

function Meters({ detail, versions }: { readonly detail: DocumentDetail; readonly versions: readonly Version[] }) {
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

interface SectionVersionsProps {
  readonly section: Section;
  readonly versions: readonly Version[];
  readonly detail: DocumentDetail;
  readonly onShow: () => void;
}

function SectionVersions({ section, versions, detail, onShow }: SectionVersionsProps) {
  const { t } = useTranslation();
  return (
    <section className="aide-versions">
      <h2>{t('document.versions.of', { heading: section.heading })}</h2>
      <VersionList
        versions={versions}
        currentId={section.version?.id ?? null}
        shownId={null}
        language={detail.brief.language}
        onShow={onShow}
      />
    </section>
  );
}
