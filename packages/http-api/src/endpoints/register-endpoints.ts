import { endpoints, type Endpoint, type EndpointName } from '@maobi/contract';
import type { Hono } from 'hono';
import { jsonAnswer } from '../answers/error-answer.ts';
import { parseInput, readJson } from '../answers/read-request.ts';
import type { EndpointHandlers } from './endpoint-handlers.ts';

type AnyHandler = (input: { params: unknown; query: unknown; body: unknown }) => Promise<unknown>;

/** Registers every row of the contract's table; answers leave only through the row's response schema. */
export function registerEndpoints(app: Hono, handlers: EndpointHandlers): void {
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const endpoint: Endpoint = endpoints[name];
    // each handler was checked against its own row by `EndpointHandlers`; here they are called alike
    const handle = handlers[name] as unknown as AnyHandler;
    app.on(endpoint.method, endpoint.path, async (context) => {
      const params = parseInput(endpoint.params, context.req.param(), 'path');
      const query = parseInput(endpoint.query, context.req.query(), 'query');
      const body = endpoint.body ? parseInput(endpoint.body, await readJson(context.req.raw), 'body') : undefined;
      return jsonAnswer(endpoint.response.parse(await handle({ params, query, body })), endpoint.status);
    });
  }
}
