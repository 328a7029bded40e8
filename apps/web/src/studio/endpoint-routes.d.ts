declare module 'virtual:endpoint-routes' {
  import type { EndpointName, Route } from '@maobi/contract';

  /** How each endpoint is called; made of the contract's table when the pages are built. */
  export const routes: Readonly<Record<EndpointName, Route>>;
}
