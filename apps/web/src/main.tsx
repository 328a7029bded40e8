import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/main.css';
import './language/language.ts';
import { Studio } from './shell/studio.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Studio />
  </StrictMode>,
);
