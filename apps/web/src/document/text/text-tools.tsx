import type { DocumentDetail } from '@maobi/contract';
import { lazy, Suspense, type RefObject } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useFindKeys } from '../find/use-find-keys.ts';
import type { Outline } from '../outline/use-outline.ts';
import { togglePreference, useReadingPreferences } from '../reading/reading-preferences.ts';

const FindBar = lazy(() => import('../find/find-bar.tsx').then((m) => ({ default: m.FindBar })));

interface TextToolsProps {
  readonly page: RefObject<HTMLElement | null>;
  readonly detail: DocumentDetail;
  readonly outline: Outline;
  readonly actions: DocumentActions;
  /** Suggestions may stand in the place of the text. */
  readonly isTextShown: boolean;
}

/** What lies over the text when it is wanted: finding, and the way out of focus mode. */
export function TextTools({ page, detail, outline, actions, isTextShown }: TextToolsProps) {
  const { t } = useTranslation();
  const { isFocused } = useReadingPreferences();
  const { request, open, close } = useFindKeys(page, isTextShown);
  const isReadOnly = detail.binnedAt !== null;
  return (
    <>
      {isFocused && (
        <button type="button" className="text-action leave-focus" onClick={() => togglePreference('isFocused')}>
          {t('reading.leave')}
        </button>
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
