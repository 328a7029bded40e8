import type { DocumentChecks, DocumentDetail } from '@maobi/contract';
import { useState } from 'react';
import { useTranslation } from '../../../language/use-translation.ts';
import { DialogFrame } from '../../../shell/dialog-frame.tsx';
import { showToast } from '../../../toasts/toasts.ts';
import type { DocumentActions } from '../../document-actions.ts';
import { useAttempt } from '../../use-attempt.ts';
import { ComparedText } from '../../versions/compared-text.tsx';

type Untidy = DocumentChecks['typography'];

interface TypographyDialogProps {
  readonly detail: DocumentDetail;
  readonly untidy: Untidy;
  readonly actions: DocumentActions;
  readonly onClose: () => void;
}

/** What would be set differently, section by section; what is taken becomes a version, so that it can be undone. */
export function TypographyDialog({ detail, untidy, actions, onClose }: TypographyDialogProps) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [isBusy, setIsBusy] = useState(false);
  const tidy = (wanted: Untidy) =>
    attempt(async () => {
      setIsBusy(true);
      try {
        for (const { sectionId, versionId, text } of wanted)
          await actions.addVersion({ sectionId, baseId: versionId, source: 'polish', text });
        if (wanted.length === untidy.length) onClose();
        showToast({ text: t('document.polish.applied') });
      } finally {
        setIsBusy(false);
      }
    });
  return (
    <DialogFrame title={t('aide.checks.typography')} className="versions-dialog" onClose={onClose}>
      <div className="version-shown" tabIndex={0} role="group" aria-label={t('aide.checks.typography')}>
        {untidy.map((section) => (
          <UntidySection key={section.sectionId} section={section} detail={detail} isBusy={isBusy} onTidy={() => void tidy([section])} />
        ))}
      </div>
      <div className="versions-foot">
        <p className="note">{t('aide.checks.typographyNote')}</p>
        <button type="button" className="btn ink" disabled={isBusy} onClick={() => void tidy(untidy)}>
          {t('aide.checks.tidyAll')}
        </button>
      </div>
    </DialogFrame>
  );
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
