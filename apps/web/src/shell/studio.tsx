import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { showLanguage } from '../language/language.ts';
import { handFocusOn } from '../keyboard/hand-focus-on.ts';
import { guardSecondPress } from '../keyboard/second-press.ts';
import { useFullFields } from '../long-paste/use-full-fields.ts';
import { useLongPaste } from '../long-paste/use-long-paste.ts';
import { client } from '../studio/client.ts';
import { isAway, useConnection } from '../studio/connection.ts';
import { followStudio } from '../studio/live-events.ts';
import { useSystemPart } from '../studio/queries.ts';
import { queryClient } from '../studio/query-client.ts';
import { whileShown } from '../studio/while-shown.ts';
import { Toaster } from '../toasts/toaster.tsx';
import { DroppedFiles } from './dropped-files.tsx';
import { NoStudioPage } from './no-studio-page.tsx';
import { PageBoundary, PageFailure } from './page-boundary.tsx';
import { Pages } from './pages.tsx';
import { showTheme } from './theme.ts';
import { orElseNever } from './until-there.ts';
import { useHasBeenIdle } from './when-idle.ts';
import './shell.css';

const JobNotice = lazy(orElseNever(() => import('../notice/job-notice.tsx').then((m) => ({ default: m.JobNotice }))));

/** The whole studio in the browser. */
export function Studio() {
  useEffect(() => whileShown((signal) => void followStudio(client, queryClient, signal)), []);
  useEffect(() => handFocusOn(), []);
  useEffect(() => guardSecondPress(), []);
  return (
    <QueryClientProvider client={queryClient}>
      {/* the page's policy refuses style elements made by scripts */}
      <CSPProvider disableStyleElements>
        <PageBoundary failure={failedStudio}>
          <Look />
          <Content />
          <Toaster />
        </PageBoundary>
      </CSPProvider>
    </QueryClientProvider>
  );
}

const failedStudio = (
  <main className="no-studio" id="main">
    <PageFailure />
  </main>
);

/** Follows the studio's settings, whichever window changed them. */
function Look() {
  const theme = useSystemPart((system) => system.settings.theme);
  const language = useSystemPart((system) => system.settings.language);
  useEffect(() => {
    if (theme) showTheme(theme);
  }, [theme]);
  useEffect(() => {
    if (language) showLanguage(language);
  }, [language]);
  return null;
}

function Content() {
  useLongPaste();
  useFullFields();
  // no more of it: that the connection stands is news while a page is opened, and would have all of it drawn once more
  const isSignedOut = useConnection((state) => state.connection === 'signed-out');
  const isLost = useConnection(isAway);
  const hasSystem = useSystemPart(() => true) ?? false;
  const hasBeenIdle = useHasBeenIdle();
  if (isSignedOut) return <NoStudioPage reason="signed-out" />;
  if (hasSystem) {
    return (
      <>
        <Pages />
        <DroppedFiles />
        <Suspense fallback={null}>{hasBeenIdle && <JobNotice />}</Suspense>
      </>
    );
  }
  return isLost ? <NoStudioPage reason="lost" /> : null;
}
