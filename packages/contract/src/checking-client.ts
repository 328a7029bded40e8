import type { z } from 'zod';
import { assembleClient, type AnswerReader, type ClientOptions, type Route, type StudioClient } from './client.ts';
import { endpoints, type EndpointName } from './endpoints.ts';
import { errorBodySchema } from './errors.ts';
import { storedImageSchema } from './images.ts';
import { runEventSchema } from './runs.ts';
import { studioEventSchema } from './system.ts';

/** Every row of the endpoint table, without its schemas. */
export const routes = Object.fromEntries(
  Object.entries(endpoints).map(([name, { method, path, body }]): [string, Route] => [name, { method, path, hasBody: body !== null }]),
) as Record<EndpointName, Route>;

const reader: AnswerReader = {
  answer: (name, json) => endpoints[name].response.parse(json) as never,
  image: (json) => storedImageSchema.parse(json),
  error: (json) => known(errorBodySchema, json),
  runEvent: (json) => known(runEventSchema, json),
  studioEvent: (json) => known(studioEventSchema, json),
};

function known<S extends z.ZodType>(schema: S, json: unknown): z.infer<S> | null {
  return schema.safeParse(json).data ?? null;
}

/** A client that checks whatever the studio answers: for programs that may be older or newer than the studio they talk to. */
export function createStudioClient(options: ClientOptions): StudioClient {
  return assembleClient({ routes, reader }, options);
}
