/** `null`: in a language that is not checked. `line`, counted from 1: of the first mistake. */
export type CodeVerdict = { readonly isRight: true } | { readonly isRight: false; readonly line: number } | null;

/**
 * Code check port: whether code can be parsed. It is never run. What a check accepts may still be wrong; what it refuses is wrong.
 *
 * @param language a name or a file ending, in lower case
 */
export type CheckCode = (language: string, code: string) => CodeVerdict;
