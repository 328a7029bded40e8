import { assembleClient, type AnswerReader, type ErrorBody } from '@maobi/contract';
import { routes } from 'virtual:endpoint-routes';
import { sendOrTake } from './early-answers.ts';

/** Takes answers as they are: server and page come from one build, and the server lets none go that its schemas refuse. */
const reader: AnswerReader = {
  answer: (_name, json) => json as never,
  image: (json) => json as never,
  // whatever stands between page and studio may answer in its own words
  error: (json) => (isErrorBody(json) ? json : null),
  runEvent: (json) => json as never,
  studioEvent: (json) => json as never,
};

function isErrorBody(json: unknown): json is ErrorBody {
  return typeof json === 'object' && json !== null && 'code' in json && 'message' in json && 'retryable' in json;
}

/** The studio that served this page. */
export const client = assembleClient({ routes, reader }, { baseUrl: '', fetch: sendOrTake });
