/** What a parser stumbled over first, in which line (counted from 1). */
export interface Mistake {
  readonly line: number;
  readonly message: string;
}

/**
 * Looks for the first mistake in code of one language. `null`: it can be parsed. `unjudged`: it is written in a way that the parser
 * need not know.
 */
export type Check = (code: string, fenceName: string) => Mistake | 'unjudged' | null;

/** @param at as an offset into the code; what is missing at its end is missing in the last line that says something */
export function mistakeAt(code: string, at: number, message = unexpected(code, at)): Mistake {
  return { line: code.slice(0, Math.min(at, code.trimEnd().length)).split('\n').length, message };
}

/** For parsers that know a place but have no words for it. */
function unexpected(code: string, at: number): string {
  const rest = code.slice(at);
  if (rest.trim() === '') return 'Unexpected end of the code';
  const token = /^\s*?(?:\n|(?<token><\/?[\w-]+>?|[\p{L}\p{N}_]+|\S))/u.exec(rest)?.groups?.['token'];
  return `Unexpected ${token ?? 'end of the line'}`;
}
