import type { DocumentDetail } from '@maobi/contract';
import { lazy, Suspense, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useFindKeys } from '../find/use-find-keys.ts';
import type { Outline } from '../outline/use-outline.ts';
import { useDocumentLength } from '../use-document-length.ts';
import { togglePreference, useReadingPreferences } from '../reading/reading-preferences.ts';
import { orElseNever } from '../../shell/until-there.ts';

const FindBar = lazy(orElseNever(() => import('../find/find-bar.tsx').then((m) => ({ default: m.FindBar }))));

interface TextToolsProps {
  readonly page: RefObject<HTMLElement | null>;
  readonly detail: DocumentDetail;
  readonly outline: Outline;
  readonly actions: DocumentActions;
  /** Suggestions may stand in the place of the text. */
  readonly isTextShown: boolean;
}

/** What lies over the text when it is wanted: finding, and in focus mode the way out, on a phone beside how much is written. */
export function TextTools({ page, detail, outline, actions, isTextShown }: TextToolsProps) {
  const { t } = useTranslation();
  const { isFocused } = useReadingPreferences();
  const { request, open, close } = useFindKeys(page, isTextShown);
  const length = useDocumentLength(detail.brief.language);
  const written = outline.sections.reduce((sum, { count }) => sum + count, 0);
  const isReadOnly = detail.binnedAt !== null;
  return (
    <>
      {isFocused && (
        <div className="focus-line">
          <span className="note num only-phone">{length.of(written)}</span>
          <button type="button" className="text-action leave-focus" onClick={() => togglePreference('isFocused')}>
            {t('reading.leave')}
          </button>
        </div>
      )}
      <Suspense fallback={null}>
        {request !== null && (
          <FindBar
            page={page}
            sections={outline.sections}
            actions={actions}
            isReadOnly={isReadOnly}
            request={request}
            onMode={open}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
