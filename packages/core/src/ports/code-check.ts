import type { CodeCheck } from '@maobi/contract';

/**
 * `null`: nothing can be said of it, as of a language that is not checked. What is told of a mistake is told of the first.
 */
export type CodeVerdict = { readonly isRight: true } | ({ readonly isRight: false } & Omit<WrongCode, 'state'>) | null;
type WrongCode = Extract<CodeCheck, { state: 'wrong' }>;

/**
 * Code check port: whether code can be parsed. It is never run. What a check accepts may still be wrong; what it refuses is wrong.
 *
 * @param language a name as fences give it, in any case
 */
export type CheckCode = (language: string, code: string) => Promise<CodeVerdict>;
