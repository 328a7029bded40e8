import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The module that runs in the engine process. */
export interface ChildEntry {
  readonly path: string;
  /** Arguments for Node, before the path. */
  readonly execArgv: readonly string[];
}

/** From sources: `child/engine-child.ts`, run by tsx. In a bundle: `engine-child.js` beside it. */
export function defaultChildEntry(here: string = import.meta.url): ChildEntry {
  if (!here.endsWith('.ts')) return { path: fileURLToPath(new URL('./engine-child.js', here)), execArgv: [] };
  const tsx = pathToFileURL(createRequire(here).resolve('tsx')).href;
  return { path: fileURLToPath(new URL('../child/engine-child.ts', here)), execArgv: ['--import', tsx] };
}
