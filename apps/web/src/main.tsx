import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/main.css';
import './language/language.ts';
import { loadEarly } from './shell/routes.tsx';
import { registerServiceWorker } from './shell/service-worker.ts';
import { Studio } from './shell/studio.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
loadEarly(location.pathname);
createRoot(root).render(
  <StrictMode>
    <Studio />
  </StrictMode>,
);
// a page that Vite serves while it is worked on has nobody to come back to
if (import.meta.env.PROD) window.addEventListener('load', () => void registerServiceWorker());
