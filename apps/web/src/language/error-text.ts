import { ClientError, type ErrorBody } from '@maobi/contract';
import type { TFunction } from 'i18next';

export interface ErrorText {
  /** What happened, one sentence. */
  readonly what: string;
  /** What to do about it, one sentence. */
  readonly hint: string;
  /** The studio's own words, in English, when they say more than `what`; shown small. */
  readonly detail: string | null;
}

/** An error in the language shown. Never throws, whatever it is given. */
export function errorText(t: TFunction, error: unknown): ErrorText {
  if (error instanceof ClientError) {
    if (error.status === 0) return { what: t('errors.lost.what'), hint: t('errors.lost.hint'), detail: null };
    return errorBodyText(t, error.body);
  }
  return { what: t('errors.internal.what'), hint: t('errors.internal.hint'), detail: error instanceof Error ? error.message : null };
}

/** The same for an error that arrived inside a run, a download or the engine's status. */
export function errorBodyText(t: TFunction, body: ErrorBody): ErrorText {
  return { what: t(`errors.${body.code}.what`), hint: t(`errors.${body.code}.hint`), detail: body.message };
}
