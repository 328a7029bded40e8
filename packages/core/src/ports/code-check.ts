/**
 * `null`: nothing can be said of it, as of a language that is not checked. `line`, counted from 1, and `message`, in English: of the
 * first mistake.
 */
export type CodeVerdict = { readonly isRight: true } | { readonly isRight: false; readonly line: number; readonly message: string } | null;

/**
 * Code check port: whether code can be parsed. It is never run. What a check accepts may still be wrong; what it refuses is wrong.
 *
 * @param language a name as fences give it, in any case
 */
export type CheckCode = (language: string, code: string) => Promise<CodeVerdict>;
