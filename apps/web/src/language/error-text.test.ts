import { ClientError, type ErrorBody, type ErrorCode } from '@maobi/contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { errorText } from './error-text.ts';
import './language.ts';

it.each(['zh', 'en'])('R4 an error that this page has no words for gets the general ones (%s)', async (language) => {
  const t = await i18next.changeLanguage(language);
  const body: ErrorBody = { code: 'model-asleep' as ErrorCode, message: 'It sleeps.', retryable: false };
  const { what, hint, detail } = errorText(t, new ClientError(409, body));
  expect([what, hint, detail]).toEqual([t('errors.internal.what'), t('errors.internal.hint'), 'It sleeps.']);
});

it.each([
  { choices: ['shorten', 'larger-context'], hint: 'errors.context-too-long.hintAlone' },
  { choices: ['drop-oldest-turns', 'shorten', 'larger-context'], hint: 'errors.context-too-long.hint' },
  { choices: ['shorten'], hint: 'errors.context-too-long.hintAloneAtLargest' },
  { choices: ['drop-oldest-turns', 'shorten'], hint: 'errors.context-too-long.hintAtLargest' },
] as const)('of a text that is too long only what makes room is advised: $hint', ({ choices, hint }) => {
  const body: ErrorBody = { code: 'context-too-long', message: 'too long', retryable: false, details: { choices } };
  expect(errorText(i18next.t, new ClientError(400, body)).hint).toBe(i18next.t(hint));
});

it.each([
  { fitsContextTokens: 8192, hint: 'errors.out-of-memory.hintSmallerContext' },
  { fitsContextTokens: null, hint: 'errors.out-of-memory.hint' },
  { fitsContextTokens: null, mayFitContextTokens: 4096, hint: 'errors.out-of-memory.hintSmallerContext' },
  { fitsContextTokens: null, mayFitContextTokens: null, hint: 'errors.out-of-memory.hint' },
] as const)('of a model that does not fit the memory only what helps is advised: $hint', ({ hint, ...details }) => {
  const body: ErrorBody = { code: 'out-of-memory', message: 'too large', retryable: false, details };
  expect(errorText(i18next.t, new ClientError(507, body)).hint).toBe(i18next.t(hint));
});

it.each([
  { details: {}, words: 'errors.engine-failed.what' },
  { details: { memoryRanOut: true }, words: 'errors.engine-failed.whatMemory' },
  { details: { whileLoading: true }, words: 'errors.engine-failed.whatLoading' },
] as const)('of an engine that stopped it is told how: $words', ({ details, words }) => {
  const body: ErrorBody = { code: 'engine-failed', message: 'It stopped.', retryable: true, details };
  expect(errorText(i18next.t, new ClientError(500, body)).what).toBe(i18next.t(words));
});

it('of a field of a request it is told in the language shown what is wrong with it', async () => {
  const words = { zh: { what: '标题是空的。', hint: '填上内容。' }, en: { what: 'The title is empty.', hint: 'Fill it in.' } };
  const told = (details: ErrorBody['details']) => {
    const { hint, detail } = errorText(
      i18next.t,
      new ClientError(400, { code: 'invalid-request', message: 'raw', retryable: false, details }),
    );
    return [hint, detail];
  };
  for (const language of ['zh', 'en'] as const) {
    await i18next.changeLanguage(language);
    expect(told({ issues: [{ path: 'title', message: 'is empty', words }] })).toEqual([words[language].hint, words[language].what]);
    expect(told({ issues: [{ path: 'title', message: 'is empty' }] })).toEqual([i18next.t('errors.invalid-request.hint'), 'raw']);
  }
  expect(told(undefined)).toEqual([i18next.t('errors.invalid-request.hint'), 'raw']);
});
