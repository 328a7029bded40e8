import type { DocumentDetail } from '@maobi/contract';
import { lazy, Suspense, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
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
}

/** What lies over the text when it is wanted: finding, and the way out of focus mode. */
export function TextTools({ page, detail, outline, actions }: TextToolsProps) {
  const { t } = useTranslation();
  const { isFocused } = useReadingPreferences();
  const { mode, open, close } = useFindKeys(page);
  const isReadOnly = detail.binnedAt !== null;
  return (
    <>
      {isFocused && (
        <button type="button" className="text-action leave-focus" onClick={() => togglePreference('isFocused')}>
          {t('reading.leave')}
        </button>
      )}
      <Suspense fallback={null}>
        {mode !== null && (
          <FindBar
            page={page}
            sections={outline.sections}
            actions={actions}
            isReadOnly={isReadOnly}
            mode={mode}
            onMode={open}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
