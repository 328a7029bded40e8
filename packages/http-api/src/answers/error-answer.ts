import { errorTable, StudioError, type Log } from '@maobi/core';

/** JSON with the charset said aloud, as every answer of the studio's own API. */
export function jsonAnswer(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });
}

/**
 * Anything caught, as the answer of the path it happened on: `{ error: ErrorBody }`, on `/v1` OpenAI's error object, and
 * for a page opened in the browser one plain sentence. What is unknown is logged and leaves as `internal`, without its
 * message or stack.
 */
export function errorAnswer(caught: unknown, request: Request, log: Log): Response {
  const error = StudioError.from(caught);
  const { status, retryAfterSeconds } = errorTable[error.code];
  const headers: Record<string, string> = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  if (error.code === 'internal') log.error({ cause: describe(error.cause) }, 'A request failed inside.');
  if (isOpenaiPath(request)) return jsonAnswer(openaiErrorBody(error), status, headers);
  if (request.headers.get('sec-fetch-mode') === 'navigate') return sentenceAnswer(error, status, headers);
  return jsonAnswer({ error: error.toBody() }, status, headers);
}

/** The error object that OpenAI's clients understand; `param` names the field at fault. */
export function openaiErrorBody(error: StudioError): { error: OpenaiError } {
  const param = error.details?.['param'];
  return {
    error: {
      message: error.hint ? `${error.message} ${error.hint}` : error.message,
      type: errorTable[error.code].openaiType,
      param: typeof param === 'string' ? param : null,
      code: openaiCodes[error.code] ?? error.code.replaceAll('-', '_'),
    },
  };
}

export interface OpenaiError {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
}

const openaiCodes: Partial<Record<StudioError['code'], string | null>> = {
  'invalid-request': null,
  unauthorized: 'invalid_api_key',
  'model-not-installed': 'model_not_found',
  'context-too-long': 'context_length_exceeded',
  'queue-full': 'rate_limit_exceeded',
};

function isOpenaiPath(request: Request): boolean {
  return new URL(request.url).pathname.startsWith('/v1/');
}

function sentenceAnswer(error: StudioError, status: number, headers: Record<string, string>): Response {
  const text = [error.message, error.hint ?? ''].filter(Boolean).join('\n');
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } });
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
