import type { ErrorBody, ErrorCode } from '@maobi/contract';
import { exactlyCountedContexts } from './ports/engine.ts';

interface ErrorRow {
  readonly status: number;
  readonly exitCode: 1 | 2;
  /** `error.type` of the OpenAI-compatible API. */
  readonly openaiType:
    'invalid_request_error' | 'authentication_error' | 'permission_error' | 'not_found_error' | 'rate_limit_error' | 'server_error';
  readonly retryable: boolean;
  /** What a program is told to wait before it asks again. */
  readonly retryAfterSeconds?: number;
  readonly hint?: string;
}

/** One row per code: how it leaves over HTTP, over `/v1`, from the command line, and what to do by default. */
export const errorTable: Record<ErrorCode, ErrorRow> = {
  'invalid-request': { status: 400, exitCode: 2, openaiType: 'invalid_request_error', retryable: false },
  unauthorized: {
    status: 401,
    exitCode: 1,
    openaiType: 'authentication_error',
    retryable: false,
    hint: 'Open the address that "maobi" printed, or send the API key shown by "maobi doctor".',
  },
  forbidden: { status: 403, exitCode: 1, openaiType: 'permission_error', retryable: false },
  'not-found': { status: 404, exitCode: 1, openaiType: 'not_found_error', retryable: false },
  conflict: {
    status: 409,
    exitCode: 1,
    openaiType: 'invalid_request_error',
    retryable: false,
    hint: 'Load the newest state and apply the change again.',
  },
  'section-locked': {
    status: 409,
    exitCode: 1,
    openaiType: 'invalid_request_error',
    retryable: false,
    hint: 'Unlock it first.',
  },
  'payload-too-large': { status: 413, exitCode: 2, openaiType: 'invalid_request_error', retryable: false, hint: 'Send a shorter text.' },
  'image-unusable': {
    status: 415,
    exitCode: 2,
    openaiType: 'invalid_request_error',
    retryable: false,
    hint: 'Choose a PNG, JPEG, WebP or GIF file.',
  },
  'image-too-large': {
    status: 413,
    exitCode: 2,
    openaiType: 'invalid_request_error',
    retryable: false,
    hint: 'Make it smaller, up to 10 MB and 100 million pixels, for example with the program it comes from.',
  },
  'context-too-long': {
    status: 400,
    exitCode: 1,
    openaiType: 'invalid_request_error',
    retryable: false,
    hint: 'Shorten the text.',
  },
  'model-not-installed': {
    status: 404,
    exitCode: 1,
    openaiType: 'not_found_error',
    retryable: false,
    hint: 'Install it with "maobi models pull", or use "--model demo".',
  },
  'model-invalid': {
    status: 422,
    exitCode: 1,
    openaiType: 'invalid_request_error',
    retryable: false,
    hint: 'Download the file again or choose another model.',
  },
  'model-suspect': {
    status: 409,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: false,
    hint: 'It crashed the engine several times. Verify the file, choose another model, or use it again on purpose.',
  },
  'out-of-memory': {
    status: 503,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: true,
    hint: 'Close other programs, choose a smaller model or a shorter context.',
  },
  'engine-failed': {
    status: 500,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: true,
    hint: 'The engine was restarted; the text written so far is kept. Try again.',
  },
  'engine-unavailable': { status: 503, exitCode: 1, openaiType: 'server_error', retryable: true },
  'queue-full': {
    status: 429,
    exitCode: 1,
    openaiType: 'rate_limit_error',
    retryable: true,
    hint: 'Wait until some of the waiting runs have ended.',
  },
  'studio-busy': {
    status: 503,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: true,
    retryAfterSeconds: 2,
    hint: 'Send fewer requests at once, and this one again in a few seconds.',
  },
  'download-failed': {
    status: 502,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: true,
    hint: 'Try again: it goes on where it stopped. Or choose another source.',
  },
  'checksum-mismatch': {
    status: 502,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: true,
    hint: 'The damaged download was removed. Try again or choose another source.',
  },
  'disk-full': {
    status: 507,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: true,
    hint: 'Free some space and try again; what has arrived is kept.',
  },
  offline: {
    status: 503,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: true,
    hint: 'Check the connection, or import a model file you already have.',
  },
  'database-newer-than-app': {
    status: 500,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: false,
    hint: 'Use the newer Maobi that wrote this data, or another data folder (MAOBI_HOME).',
  },
  'database-corrupt': { status: 500, exitCode: 1, openaiType: 'server_error', retryable: false },
  'data-folder-unusable': {
    status: 500,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: false,
    hint: 'Make the folder writable, or choose another with MAOBI_HOME.',
  },
  'already-running': { status: 409, exitCode: 1, openaiType: 'server_error', retryable: true },
  'other-studio': {
    status: 409,
    exitCode: 1,
    openaiType: 'invalid_request_error',
    retryable: false,
    hint: 'Load the page again, or start the studio with the data folder that the page belongs to.',
  },
  'address-unavailable': {
    status: 500,
    exitCode: 1,
    openaiType: 'server_error',
    retryable: false,
    hint: 'Choose another port with --port.',
  },
  internal: { status: 500, exitCode: 1, openaiType: 'server_error', retryable: false },
};

interface ErrorOptions {
  readonly hint?: string;
  readonly cause?: unknown;
  readonly details?: Record<string, unknown>;
}

/**
 * The one error of the product: something a person or program can act on. Foreign errors (llama.cpp, SQLite, network)
 * are translated into it where they arise; a writer's Stop is an outcome, never an error.
 */
export class StudioError extends Error {
  override readonly name = 'StudioError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  /** @param message what happened and why, one sentence for people */
  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? errorTable[code].hint;
    this.details = options.details;
  }

  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }

  /** As it crosses a wire. */
  toBody(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      retryable: this.retryable,
      ...(this.hint ? { hint: this.hint } : {}),
      ...(this.details ? { details: this.details } : {}),
    };
  }

  static fromBody(body: ErrorBody): StudioError {
    return new StudioError(body.code, body.message, {
      ...(body.hint ? { hint: body.hint } : {}),
      ...(body.details ? { details: body.details } : {}),
    });
  }

  /** Anything caught, as a StudioError; what is unknown becomes `internal` with a message that reveals nothing. */
  static from(caught: unknown): StudioError {
    if (caught instanceof StudioError) return caught;
    return new StudioError('internal', 'Something went wrong inside Maobi.', {
      cause: caught,
      hint: 'Look into the log, and report it if it happens again.',
    });
  }
}

/** In tokens. */
interface ContextCounts {
  readonly promptTokens: number;
  readonly contextTokens: number;
  readonly maxTokens: number | null;
}

/** What makes room, besides a shorter text. */
export interface RoomToMake {
  /** It would fit without the oldest turns. */
  readonly withoutOldestTurns?: boolean;
  /** It would fit into a context that can be chosen here. */
  readonly inLargerContext?: boolean;
  /** What to shorten, and by how much. */
  readonly shortening?: string;
}

/** `context-too-long`, with its counts and the ways out there really are. */
export function contextTooLong(message: string, counts: ContextCounts, room: RoomToMake = {}): StudioError {
  const ways = [
    ...(room.withoutOldestTurns ? [{ choice: 'drop-oldest-turns', words: 'drop the oldest turns' }] : []),
    { choice: 'shorten', words: room.shortening ?? 'shorten the text' },
    ...(room.inLargerContext ? [{ choice: 'larger-context', words: 'choose a larger context in the settings' }] : []),
  ];
  return new StudioError('context-too-long', message, {
    details: { ...counts, choices: ways.map(({ choice }) => choice) },
    hint: eitherOf(ways.map(({ words }) => words)),
  });
}

/** `4100`, or `about 70000` where an engine need not count exactly (`Engine.countTokens`). */
export function countForPeople(promptTokens: number, contextTokens: number): string {
  if (promptTokens <= exactlyCountedContexts * contextTokens) return String(promptTokens);
  return `about ${Number(promptTokens.toPrecision(2))}`;
}

/** One sentence that names these ways out. */
export function eitherOf(ways: readonly string[]): string {
  const sentence = new Intl.ListFormat('en', { type: 'disjunction' }).format(ways);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
