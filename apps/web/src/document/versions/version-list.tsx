import { countText, type Version, type WritingLanguage } from '@maobi/contract';
import { useMemo } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { useMeasures } from '../../language/measures.ts';
import { isPassedOver } from '../text/passed-over-versions.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { isRunning } from '../writing-progress.ts';

interface VersionListProps {
  readonly versions: readonly Version[];
  /** The one that counts. */
  readonly currentId: string | null;
  /** The one that is looked at. */
  readonly shownId: string | null;
  readonly language: WritingLanguage;
  readonly onShow: (version: Version) => void;
  /** Makes one count again at once; `null`: not from here. */
  readonly onRestore?: ((version: Version) => void) | null;
}

/** The versions of a section: who wrote each, when, and how long it is. Of a sitting by hand only the last one is shown. */
export function VersionList({ versions, currentId, shownId, language, onShow, onRestore = null }: VersionListProps) {
  const { t } = useTranslation();
  const listed = versions.filter(({ id }) => id === currentId || !isPassedOver(id));
  return (
    <ol className="versions">
      {listed.map((version) => (
        <li key={version.id}>
          <VersionRow
            version={version}
            isCurrent={version.id === currentId}
            isShown={version.id === shownId}
            language={language}
            onShow={onShow}
          />
          {onRestore && version.id !== currentId && !isRunning(version.run) && (
            <button type="button" className="text-action" onClick={() => onRestore(version)}>
              {t('document.versions.restore')}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

interface VersionRowProps extends Pick<VersionListProps, 'language' | 'onShow'> {
  readonly version: Version;
  readonly isCurrent: boolean;
  readonly isShown: boolean;
}

function VersionRow({ version, isCurrent, isShown, language, onShow }: VersionRowProps) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const length = useDocumentLength(language);
  const count = useMemo(() => countText(version.text), [version.text]);
  return (
    <button type="button" className="version-row" aria-pressed={isShown} onClick={() => onShow(version)}>
      <i className="version-mark" data-current={isCurrent || undefined} aria-hidden="true" />
      <span className="version-source">{t(`document.versions.source.${isTrimmed(version) ? 'trimmed' : version.source}`)}</span>
      <time dateTime={version.createdAt}>{measures.moment(version.createdAt)}</time>
      <span className="note">
        {isRunning(version.run) ? t('document.state.writing') : length.of(count)}
        {isCurrent && <i className="sep" />}
        {isCurrent && t('document.versions.counts')}
      </span>
    </button>
  );
}

/** When a version came to be, and from whom. */
export function useVersionName(): (version: Version, isCurrent: boolean) => string {
  const { t } = useTranslation();
  const measures = useMeasures();
  return (version, isCurrent) => {
    const source = t(`document.versions.source.${isTrimmed(version) ? 'trimmed' : version.source}`);
    const name = `${measures.moment(version.createdAt)} ${source}`;
    return isCurrent ? t('aide.compare.current', { name }) : name;
  };
}

/** The end of what a run wrote was cut off, to whole sentences or to the length that was asked for. */
function isTrimmed({ source, run, parentId }: Version): boolean {
  return source === 'model' && run === null && parentId !== null;
}
