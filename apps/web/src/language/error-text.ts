import { ClientError, type ErrorBody, type FieldWords, type RequestIssue } from '@maobi/contract';
import i18next, { type TFunction } from 'i18next';

export interface ErrorText {
  /** What happened, one sentence. */
  readonly what: string;
  /** What to do about it, one sentence. */
  readonly hint: string;
  /** The two together. */
  readonly both: string;
  /** The studio's own words, most of them in English, when they say more than `what`; shown small. */
  readonly detail: string | null;
}

/** An error in the language shown. Never throws, whatever it is given. */
export function errorText(t: TFunction, error: unknown): ErrorText {
  if (error instanceof ClientError) {
    if (error.status === 0) return compose(t('errors.lost.what'), t('errors.lost.hint'), null);
    return errorBodyText(t, error.body);
  }
  return compose(t('errors.internal.what'), t('errors.internal.hint'), error instanceof Error ? error.message : null);
}

/** The same for an error that arrived inside a run, a download or the engine's status. */
export function errorBodyText(t: TFunction, body: ErrorBody): ErrorText {
  if (body.code === 'context-too-long') return compose(t('errors.context-too-long.what'), roomHint(t, body), body.message);
  if (body.code === 'out-of-memory' && mayShrink(body.details))
    return compose(t('errors.out-of-memory.what'), t('errors.out-of-memory.hintSmallerContext'), body.message);
  if (body.code === 'engine-failed' && body.details?.['memoryRanOut'] === true)
    return compose(t('errors.engine-failed.whatMemory'), t('errors.engine-failed.hintMemory'), body.message);
  if (body.code === 'engine-failed' && body.details?.['whileLoading'] === true)
    return compose(t('errors.engine-failed.whatLoading'), t('errors.engine-failed.hintLoading'), body.message);
  const words = body.code === 'invalid-request' ? fieldWords(body.details) : null;
  if (words) return compose(t('errors.invalid-request.what'), words.hint, words.what);
  // a newer studio may have codes that this page has no words for
  return compose(
    t([`errors.${body.code}.what`, 'errors.internal.what']),
    t([`errors.${body.code}.hint`, 'errors.internal.hint']),
    body.message,
  );
}

/** What is wrong with the first field at fault and what to do about it, in the language shown; `null` where no field is. */
function fieldWords(details: ErrorBody['details']): FieldWords | null {
  const issues = details?.['issues'];
  const [issue] = Array.isArray(issues) ? (issues as readonly Partial<RequestIssue>[]) : [];
  return issue?.words?.[i18next.language === 'zh' ? 'zh' : 'en'] ?? null;
}

/** Whether fewer turns would make the room that was missing; the error says when there are none to leave out. */
export function canLeaveOutTurns({ code, details }: ErrorBody): boolean {
  return code === 'context-too-long' && offers(details, 'drop-oldest-turns');
}

/** What would make the room that was missing. */
function roomHint(t: TFunction, body: ErrorBody): string {
  const canGrow = offers(body.details, 'larger-context');
  if (canLeaveOutTurns(body)) return t(canGrow ? 'errors.context-too-long.hint' : 'errors.context-too-long.hintAtLargest');
  return t(canGrow ? 'errors.context-too-long.hintAlone' : 'errors.context-too-long.hintAloneAtLargest');
}

/** Whether a smaller context would fit, or may. */
function mayShrink(details: ErrorBody['details']): boolean {
  return [details?.['fitsContextTokens'], details?.['mayFitContextTokens']].some((tokens) => typeof tokens === 'number');
}

function offers(details: ErrorBody['details'], choice: string): boolean {
  const choices = details?.['choices'];
  return Array.isArray(choices) && choices.includes(choice);
}

function compose(what: string, hint: string, detail: string | null): ErrorText {
  return { what, hint, both: joined(what, hint), detail };
}

/** Two sentences in a row; a full-width stop brings its own space. */
export function joined(first: string, second: string): string {
  return /[\u3002\uff01\uff1f]$/.test(first) ? first + second : `${first} ${second}`;
}
