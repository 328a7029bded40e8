import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/main.css';
import './language/language.ts';
import { loadEarly } from './shell/routes.tsx';
import { registerServiceWorker } from './shell/service-worker.ts';
import { Studio } from './shell/studio.tsx';
import { whenIdle } from './shell/when-idle.ts';
import { letGoWhenOld } from './studio/early-answers.ts';
import { askEarly } from './studio/queries.ts';
import { queryClient } from './studio/query-client.ts';

/** The page is drawn in one piece when all of it is there by then, else as it comes. */
const drawnAfterMs = 400;

/** No module may wait for this: the pages that it fetches import from the one that it stands in. */
async function begin(root: HTMLElement): Promise<void> {
  const path = location.pathname;
  const isThere = Promise.all([loadEarly(path), askEarly(queryClient, path)]);
  const isLate = new Promise((resolve) => {
    setTimeout(resolve, drawnAfterMs);
  });
  // what goes wrong in asking early is told where it is shown
  await Promise.race([isThere, isLate]).catch(reportError);
  createRoot(root).render(
    <StrictMode>
      <Studio />
    </StrictMode>,
  );
  // a page that Vite serves while it is worked on has nobody to come back to
  if (import.meta.env.PROD) whenIdle(() => void registerServiceWorker());
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
void begin(root);
letGoWhenOld();
