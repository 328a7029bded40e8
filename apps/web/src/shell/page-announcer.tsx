import { useState } from 'react';
import { useLocation } from 'wouter';
import { useTranslation } from '../language/use-translation.ts';
import { useTitleParts } from './title-part.ts';

interface PageAnnouncerProps {
  /** What is open on it may have a name besides; `null`: home. */
  readonly pageName: string | null;
}

/** Addresses of what has a name of its own. */
const named = /^\/(?:documents|batches|c)\/./u;

/**
 * Tells those who listen which page has come: no browser speaks of one that is not loaded anew, and the focus may stay where it was. What is open
 * is told once its name is there. The page that was opened first is told by the browser.
 */
export function PageAnnouncer({ pageName }: PageAnnouncerProps) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const [first] = useState(location);
  const [hasMoved, setHasMoved] = useState(false);
  const name = useTitleParts((parts) => parts.name);
  if (!hasMoved && location !== first) setHasMoved(true);
  return (
    <p className="sr" role="status">
      {hasMoved && (named.test(location) ? name : (pageName ?? t('shell.nav.home')))}
    </p>
  );
}
