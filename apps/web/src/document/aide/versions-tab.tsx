import type { DocumentDetail, Section, Version } from '@maobi/contract';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { downloadExport } from '../export/download-export.ts';
import { downloadMarkdown } from '../export/download-markdown.ts';
import { useCopyMarkdown } from '../export/use-copy-markdown.ts';
import { VersionList } from '../versions/version-list.tsx';
import { totalCount } from '../writing-progress.ts';

interface VersionsTabProps {
  readonly detail: DocumentDetail;
  readonly section: Section | null;
  readonly versions: readonly Version[];
  readonly onShowVersions: (section: Section) => void;
}

/** The versions of the section in view, and the way out of the studio for the whole text. */
export function VersionsTab({ detail, section, versions, onShowVersions }: VersionsTabProps) {
  const { t } = useTranslation();
  return (
    <>
      {section?.version ? (
        <section className="aide-versions">
          <h2>{t('document.versions.of', { heading: section.heading })}</h2>
          <VersionList
            versions={versions}
            currentId={section.version.id}
            shownId={null}
            language={detail.brief.language}
            onShow={() => onShowVersions(section)}
          />
        </section>
      ) : (
        <p className="note">{t('aide.versions.none')}</p>
      )}
      <Export detail={detail} />
    </>
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
