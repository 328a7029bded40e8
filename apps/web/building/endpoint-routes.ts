import type { Plugin } from 'vite';
import { routes } from '../../../packages/contract/src/index.ts';

const moduleName = 'virtual:endpoint-routes';

/**
 * The endpoint table without its schemas as a module. Making the schemas would take a page longer than all else that it does before it is
 * drawn, and they would prove nothing: this page and the server that it came from know the same ones, and what the server answers has passed them.
 */
export function endpointRoutes(): Plugin {
  return {
    name: 'endpoint-routes',
    resolveId: (id) => (id === moduleName ? `\0${moduleName}` : null),
    load: (id) => (id === `\0${moduleName}` ? `export const routes = ${JSON.stringify(routes)};` : null),
  };
}
