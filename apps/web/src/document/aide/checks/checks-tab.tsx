import { checkKinds, type CheckFinding, type CheckKind, type DocumentChecks, type DocumentDetail } from '@maobi/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from '../../../language/use-translation.ts';
import { errorText } from '../../../language/error-text.ts';
import { client } from '../../../studio/client.ts';
import { keys } from '../../../studio/keys.ts';
import type { DocumentActions } from '../../document-actions.ts';
import { isBeingWritten } from '../../writing-progress.ts';
import { showPlace } from './show-place.ts';
import { orElseNever } from '../../../shell/until-there.ts';

const TypographyDialog = lazy(orElseNever(() => import('./typography-dialog.tsx').then((m) => ({ default: m.TypographyDialog }))));

interface ChecksTabProps {
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  /** Brings the text of a section into sight. */
  readonly onShow: (sectionId: string) => void;
}

/** What can be found in the text without a model, each with its place and what to do about it. */
export function ChecksTab({ detail, actions, onShow }: ChecksTabProps) {
  const { t } = useTranslation();
  const { data: checks, error } = useChecks(detail);
  const [isTidying, setIsTidying] = useState(false);
  if (error) return <p className="note">{errorText(t, error).both}</p>;
  if (!detail.sections.some(({ count }) => count > 0)) return <p className="note">{t('aide.checks.nothingWritten')}</p>;
  if (!checks) return null;
  const closed = new Set(detail.sections.flatMap((section) => (section.isLocked || isBeingWritten(section) ? [section.id] : [])));
  const untidy = checks.typography.filter(({ sectionId }) => !closed.has(sectionId));
  const groups = checkKinds.flatMap((kind) => {
    const findings = checks.findings.filter((finding) => finding.kind === kind);
    return findings.length > 0 ? [{ kind, findings }] : [];
  });
  return (
    <section className="aide-checks" aria-label={t('aide.tab.checks')}>
      <p className="note">{t('aide.checks.lead')}</p>
      <p className="note">{t('document.summary.countRule')}</p>
      {untidy.length > 0 && (
        <div className="check-group">
          <h2>
            {t('aide.checks.typography')}
            <span className="check-count">{t('aide.checks.sections', { count: untidy.length })}</span>
          </h2>
          <p className="note">{t('aide.checks.typographyHint')}</p>
          {detail.binnedAt === null && (
            <button type="button" className="btn" onClick={() => setIsTidying(true)}>
              {t('aide.checks.look')}
            </button>
          )}
        </div>
      )}
      {groups.map(({ kind, findings }) => (
        <CheckGroup key={kind} kind={kind} findings={findings} detail={detail} onShow={onShow} />
      ))}
      {untidy.length === 0 && groups.length === 0 && <p role="status">{t('document.polish.nothing')}</p>}
      <Suspense fallback={null}>
        {isTidying && <TypographyDialog detail={detail} untidy={untidy} actions={actions} onClose={() => setIsTidying(false)} />}
      </Suspense>
    </section>
  );
}

/** Looked for anew when a text, the brief or the outline is another one; a section that is being written counts when it is done. */
function useChecks({ id, revision, sections }: DocumentDetail) {
  const state = [revision, ...sections.map((section) => (isBeingWritten(section) ? '' : section.version?.id))].join();
  return useQuery<DocumentChecks>({
    queryKey: keys.checks(id, state),
    queryFn: ({ signal }) => client.call('checkDocument', { params: { id }, signal }),
    placeholderData: keepPreviousData,
  });
}

interface CheckGroupProps {
  readonly kind: CheckKind;
  readonly findings: readonly CheckFinding[];
  readonly detail: DocumentDetail;
  readonly onShow: (sectionId: string) => void;
}

function CheckGroup({ kind, findings, detail, onShow }: CheckGroupProps) {
  const { t } = useTranslation();
  return (
    <div className="check-group">
      <h2>
        {t(`aide.checks.kind.${kind}`)}
        <span className="check-count">{findings.length}</span>
      </h2>
      <p className="note">{t(`aide.checks.hint.${kind}`)}</p>
      <ul>
        {findings.map((finding, index) => (
          <li key={index}>
            <FindingRow finding={finding} detail={detail} onShow={onShow} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function FindingRow({
  finding: { place, other, point },
  detail,
  onShow,
}: { readonly finding: CheckFinding } & Pick<CheckGroupProps, 'detail' | 'onShow'>) {
  const { t } = useTranslation();
  const section = detail.sections.find(({ id }) => id === place?.sectionId);
  const otherSection = detail.sections.find(({ id }) => id === other?.sectionId);
  if (!place || !section) return <p className="finding">{point}</p>;
  const show = (shown: NonNullable<typeof place>, markdown: string) => {
    onShow(shown.sectionId);
    showPlace(shown, markdown);
  };
  return (
    <>
      <button type="button" className="finding" onClick={() => show(place, section.version?.text ?? '')}>
        <span className="finding-text">{place.text === '' ? point : place.text}</span>
        <span className="note">{section.heading}</span>
      </button>
      {other && otherSection && (
        <button type="button" className="finding other" onClick={() => show(other, otherSection.version?.text ?? '')}>
          <span className="finding-text">{t('aide.checks.other', { text: other.text })}</span>
          {otherSection !== section && <span className="note">{otherSection.heading}</span>}
        </button>
      )}
    </>
  );
}
