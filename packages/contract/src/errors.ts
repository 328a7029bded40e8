import { z } from 'zod';

/**
 * The closed list of things that can go wrong, as they cross a wire. The HTTP status, exit code and default hint of
 * each stand in one table in core (`errors.ts`); translations for people stand in the web's message catalogue.
 */
export const errorCodes = [
  'invalid-request',
  'unauthorized',
  'forbidden',
  'not-found',
  'conflict',
  'section-locked',
  'payload-too-large',
  'image-unusable',
  'image-too-large',
  'context-too-long',
  'model-not-installed',
  'model-invalid',
  'model-suspect',
  'out-of-memory',
  'engine-failed',
  'engine-unavailable',
  'queue-full',
  'studio-busy',
  'download-failed',
  'checksum-mismatch',
  'disk-full',
  'offline',
  'database-newer-than-app',
  'database-corrupt',
  'data-folder-unusable',
  'already-running',
  'other-studio',
  'address-unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a failed request answers with on `/api/*`: `{ error: … }`. */
export const errorBodySchema = z.object({
  code: z.enum(errorCodes),
  /** What happened and why, one sentence. */
  message: z.string(),
  /** What to do about it, one sentence. */
  hint: z.string().optional(),
  /** Whether the same request may succeed later without any change. */
  retryable: z.boolean(),
  /** Facts a program may act on, e.g. `{ promptTokens, contextTokens }`. */
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** What is wrong with a field of a request, one sentence, and what to do about it, another one. */
export interface FieldWords {
  readonly what: string;
  readonly hint: string;
}

/** One of `details.issues` of an `invalid-request` that no schema let pass. */
export interface RequestIssue {
  /** The field, e.g. `brief.topic`. */
  readonly path: string;
  readonly message: string;
  readonly words: { readonly zh: FieldWords; readonly en: FieldWords };
}
