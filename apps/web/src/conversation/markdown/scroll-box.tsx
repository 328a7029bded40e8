import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What is wider than the text scrolls in here, never the page; reachable by keyboard. */
export function ScrollBox({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="scroll-box" tabIndex={0} role="region" aria-label={t('conversation.table')}>
      {children}
    </div>
  );
}
