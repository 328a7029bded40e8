import type { DocumentDetail, Section, Version } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { DialogFrame } from '../../shell/dialog-frame.tsx';
import { Icon } from '../../icons/icon.tsx';
import { useVersions } from '../../studio/queries.ts';
import type { DocumentActions } from '../document-actions.ts';
import { ComparedText } from './compared-text.tsx';
import { useRestoreVersion } from './use-restore-version.ts';
import { useVersionName, VersionList } from './version-list.tsx';

interface VersionsDialogProps {
  readonly section: Section;
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  readonly onClose: () => void;
}

/** The versions of a section, each compared word by word with the one that counts or with any other, and the way back to it. */
export function VersionsDialog({ section: opened, detail, actions, onClose }: VersionsDialogProps) {
  const { t } = useTranslation();
  const section = detail.sections.find(({ id }) => id === opened.id) ?? opened;
  const currentId = section.version?.id ?? null;
  const { versions, shown, choose } = useShownVersion(section.id, currentId);
  const isCurrent = shown?.id === currentId;
  return (
    <DialogFrame title={t('document.versions.of', { heading: section.heading })} className="versions-dialog" onClose={onClose}>
      <div className="versions-body">
        <VersionList
          versions={versions}
          currentId={currentId}
          shownId={shown?.id ?? null}
          language={detail.brief.language}
          onShow={choose}
        />
        <ComparedVersions versions={versions} current={section.version} shown={shown} />
      </div>
      <div className="versions-foot">
        <p className="note">{t('document.versions.note')}</p>
        {shown && !isCurrent && detail.binnedAt === null && <RestoreButton version={shown} section={section} actions={actions} />}
      </div>
    </DialogFrame>
  );
}

const none: readonly Version[] = [];

/** The version that was chosen to be looked at, at first the last one before the one that counts. */
function useShownVersion(sectionId: string, currentId: string | null) {
  const { data: versions = none } = useVersions(sectionId);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const shown = versions.find(({ id }) => id === chosenId) ?? versions.find(({ id }) => id !== currentId) ?? versions[0];
  return { versions, shown, choose: ({ id }: Version) => setChosenId(id) };
}

interface ComparedVersionsProps {
  readonly versions: readonly Version[];
  /** The one that counts. */
  readonly current: Version | null;
  readonly shown: Version | undefined;
}

function ComparedVersions({ versions, current, shown }: ComparedVersionsProps) {
  const { t } = useTranslation();
  const [againstId, setAgainstId] = useState<string | null>(null);
  const against = versions.find(({ id }) => id === againstId) ?? current;
  return (
    <div className="version-shown" tabIndex={0} role="group" aria-label={t('document.versions.compared')}>
      <AgainstChoice versions={versions} currentId={current?.id ?? null} chosenId={against?.id ?? null} onChoose={setAgainstId} />
      <p className="note">{shown?.id === against?.id ? t('aide.compare.same') : t('aide.compare.legend')}</p>
      {shown && <ComparedText before={against?.text ?? ''} after={shown.text} />}
    </div>
  );
}

interface AgainstChoiceProps {
  readonly versions: readonly Version[];
  readonly currentId: string | null;
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
}

/** Which version the one that is looked at is compared with; at first the one that counts. */
function AgainstChoice({ versions, currentId, chosenId, onChoose }: AgainstChoiceProps) {
  const { t } = useTranslation();
  const nameOf = useVersionName();
  return (
    <label className="against-choice note">
      {t('aide.compare.with')}
      <select className="field" value={chosenId ?? ''} onChange={(event) => onChoose(event.target.value)}>
        {versions.map((version) => (
          <option key={version.id} value={version.id}>
            {nameOf(version, version.id === currentId)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface RestoreButtonProps {
  readonly version: Version;
  readonly section: Section;
  readonly actions: DocumentActions;
}

function RestoreButton({ version, section, actions }: RestoreButtonProps) {
  const { t } = useTranslation();
  const restore = useRestoreVersion(section, actions);
  return (
    <button type="button" className="btn ink" disabled={restore === null} onClick={() => void restore?.(version)}>
      <Icon name="restore" small />
      {t('document.versions.restore')}
    </button>
  );
}
