import type { ReactNode } from 'react';
import { useTranslation } from '../../language/use-translation.ts';

/** What is wider than the text scrolls in here, never the page; reachable by keyboard. */
export function ScrollBox({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse
    <section className="scroll-box" tabIndex={0} aria-label={t('conversation.table')}>
      {children}
    </section>
  );
}
