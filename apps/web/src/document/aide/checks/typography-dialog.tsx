import type { DocumentChecks, DocumentDetail } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../../../language/use-translation.ts';
import { DialogFrame } from '../../../shell/dialog-frame.tsx';
import { showFailure } from '../../../toasts/show-failure.ts';
import { showToast } from '../../../toasts/toasts.ts';
import { isChangedMeanwhile, type DocumentActions } from '../../document-actions.ts';
import { historyOf } from '../../history/document-history.ts';
import { useAttempt } from '../../use-attempt.ts';
import { ComparedText } from '../../versions/compared-text.tsx';

type Untidy = DocumentChecks['typography'];

interface TypographyDialogProps {
  readonly detail: DocumentDetail;
  readonly untidy: Untidy;
  readonly actions: DocumentActions;
  readonly onClose: () => void;
}

/** What would be set differently, section by section; what is taken becomes a version. */
export function TypographyDialog({ detail, untidy, actions, onClose }: TypographyDialogProps) {
  const { t } = useTranslation();
  const { isBusy, tidy } = useTidying(actions);
  const tidyThese = async (wanted: Untidy) => {
    if ((await tidy(wanted)) && wanted.length === untidy.length) onClose();
  };
  return (
    <DialogFrame title={t('aide.checks.typography')} className="versions-dialog" onClose={onClose}>
      <div className="version-shown" tabIndex={0} role="group" aria-label={t('aide.checks.typography')}>
        {untidy.map((section) => (
          <UntidySection
            key={section.sectionId}
            section={section}
            detail={detail}
            isBusy={isBusy}
            onTidy={() => void tidyThese([section])}
          />
        ))}
      </div>
      <div className="versions-foot">
        <p className="note">{t('aide.checks.typographyNote')}</p>
        <button type="button" className="btn ink" disabled={isBusy} onClick={() => void tidyThese(untidy)}>
          {t('aide.checks.tidyAll')}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Sets the sections anew, all of them or none, as one thing that one press takes back. */
function useTidying(actions: DocumentActions) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [isBusy, setIsBusy] = useState(false);
  /** Resolves with whether it was done. */
  const tidy = async (wanted: Untidy): Promise<boolean> => {
    setIsBusy(true);
    try {
      const texts = wanted.map(({ sectionId, versionId, text }) => ({ sectionId, baseId: versionId, text }));
      const undo = await actions.replaceTexts(texts, 'polish');
      const isTakenBack = historyOf(actions.documentId).watchLast();
      showToast({ text: t('document.polish.applied'), action: { label: t('shell.undo'), run: () => void attempt(undo) }, isTakenBack });
      return true;
    } catch (error) {
      if (!isChangedMeanwhile(error)) showFailure(t, error);
      else {
        await attempt(() => actions.reload());
        showToast({ text: t('aide.checks.changedMeanwhile'), isFailure: true });
      }
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, tidy };
}

interface UntidySectionProps {
  readonly section: Untidy[number];
  readonly detail: DocumentDetail;
  readonly isBusy: boolean;
  readonly onTidy: () => void;
}

function UntidySection({ section: { sectionId, text }, detail, isBusy, onTidy }: UntidySectionProps) {
  const { t } = useTranslation();
  const standing = detail.sections.find(({ id }) => id === sectionId);
  return (
    <section className="untidy">
      <h3>{standing?.heading}</h3>
      <ComparedText before={standing?.version?.text ?? ''} after={text} isShortened />
      <button type="button" className="btn" disabled={isBusy} onClick={onTidy}>
        {t('aide.checks.tidyOne')}
      </button>
    </section>
  );
}
