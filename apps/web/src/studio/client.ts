import { assembleClient, type AnswerReader, type ErrorBody, type StudioEvent, type System } from '@maobi/contract';
import { routes } from 'virtual:endpoint-routes';
import { compareVersion } from './connection.ts';
import { sendOrTake } from './early-answers.ts';
import { endWhenSilent } from './end-when-silent.ts';
import { sendToThisStudio } from './this-studio.ts';

/**
 * Takes answers as they are: server and page come from one build, and the server lets none go that its schemas refuse. What a newer server
 * sends to a page that is still open is only kept from doing harm here.
 */
const reader: AnswerReader = {
  answer: (name, json) => {
    if (name === 'getSystem') compareVersion((json as System).version);
    return json as never;
  },
  image: (json) => json as never,
  // whatever stands between page and studio may answer in its own words
  error: (json) => (isErrorBody(json) ? json : null),
  runEvent: (json) => json as never,
  studioEvent: (json) => (isEvent(json) ? json : null),
};

function isErrorBody(json: unknown): json is ErrorBody {
  return typeof json === 'object' && json !== null && 'code' in json && 'message' in json && 'retryable' in json;
}

function isEvent(json: unknown): json is StudioEvent {
  return typeof json === 'object' && json !== null && 'type' in json;
}

/** The page is being left, or lies aside; a browser may bring it back as it was. */
let isLeaving = false;
// heard before whoever saves something then
addEventListener('pagehide', () => (isLeaving = true), { capture: true });
addEventListener('pageshow', () => (isLeaving = false), { capture: true });

async function send(request: Request): Promise<Response> {
  return endWhenSilent(await sendToThisStudio(request, sendOrTake));
}

/** The studio that served this page. */
export const client = assembleClient({ routes, reader }, { baseUrl: '', fetch: send, isLeaving: () => isLeaving });
