import type { DocumentDetail, Section, Version } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import type { DocumentActions } from '../document-actions.ts';
import { downloadExport } from '../export/download-export.ts';
import { downloadMarkdown } from '../export/download-markdown.ts';
import { useCopyMarkdown } from '../export/use-copy-markdown.ts';
import { useRestoreVersion } from '../versions/use-restore-version.ts';
import { VersionList } from '../versions/version-list.tsx';
import { totalCount } from '../writing-progress.ts';

interface VersionsTabProps {
  readonly detail: DocumentDetail;
  readonly section: Section | null;
  readonly versions: readonly Version[];
  readonly actions: DocumentActions;
  readonly onShowVersions: (section: Section) => void;
}

/** The versions of the section that the writer is at, each one press away, and the way out of the studio for the whole text. */
export function VersionsTab({ detail, section, versions, actions, onShowVersions }: VersionsTabProps) {
  const { t } = useTranslation();
  return (
    <>
      {section?.version ? (
        <VersionsOf detail={detail} section={section} versions={versions} actions={actions} onShowVersions={onShowVersions} />
      ) : (
        <p className="note">{t('aide.versions.none')}</p>
      )}
      <Export detail={detail} />
    </>
  );
}

function VersionsOf({ detail, section, versions, actions, onShowVersions }: VersionsTabProps & { readonly section: Section }) {
  const { t } = useTranslation();
  const restore = useRestoreVersion(section, actions);
  return (
    <section className="aide-versions">
      <h2>{t('document.versions.of', { heading: section.heading })}</h2>
      <p className="note">{t('aide.follows')}</p>
      <VersionList
        versions={versions}
        currentId={section.version?.id ?? null}
        shownId={null}
        language={detail.brief.language}
        onShow={() => onShowVersions(section)}
        onRestore={detail.binnedAt === null && restore ? (version) => void restore(version) : null}
      />
    </section>
  );
}

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
      <button type="button" className="btn" onClick={() => downloadExport(detail.id, 'html')}>
        <Icon name="download" small />
        {t('document.export.page')}
      </button>
    </section>
  );
}
