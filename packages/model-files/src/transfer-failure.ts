/**
 * Why one attempt at one source did not work. `network`: dropped, stalled or overloaded, worth another try there;
 * `unreachable`: no connection at all; `unusable`: that source will not do, whatever is tried again.
 */
export type TransferFailureKind = 'network' | 'unreachable' | 'unusable';

/** Stays inside this package: `download.ts` turns the last one into a StudioError. */
export class TransferFailure extends Error {
  override readonly name = 'TransferFailure';
  readonly kind: TransferFailureKind;
  /** The server asked to wait this long. */
  readonly retryAfterMs: number | null;

  /** @param message goes on after "Hugging Face: ", e.g. "it answered with status 503" */
  constructor(kind: TransferFailureKind, message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
