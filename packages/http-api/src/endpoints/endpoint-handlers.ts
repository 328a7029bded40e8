import type { EndpointBody, EndpointName, EndpointParams, EndpointQuery, EndpointResponse } from '@maobi/contract';

/** What a handler gets: every part parsed by the endpoint's schemas. */
export interface EndpointInput<N extends EndpointName> {
  readonly params: EndpointParams<N>;
  readonly query: EndpointQuery<N>;
  readonly body: EndpointBody<N>;
}

/** One handler per row of the contract's table: a row without one does not compile. */
export type EndpointHandlers = { readonly [N in EndpointName]: (input: EndpointInput<N>) => Promise<EndpointResponse<N>> };

/** The handlers of one resource. */
export type HandlersOf<N extends EndpointName> = Pick<EndpointHandlers, N>;
