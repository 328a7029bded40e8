import type { CodeCheck } from '@maobi/contract';

type UsualMistake = NonNullable<Extract<CodeCheck, { state: 'wrong' }>['mistake']>;

/** How the parsers, and this package itself, say it. The first that fits counts; what is named in it stands in brackets. */
const sayings: readonly (readonly [RegExp, UsualMistake['kind']])[] = [
  [/^There is no code$/u, 'no-code'],
  [/^Unexpected end of the code$/u, 'unexpected-end'],
  [/^Unexpected end of the line$/u, 'unexpected-line-end'],
  [/^Unexpected (?:reserved word|token) '(.+)'$/u, 'unexpected'],
  [/^Unexpected token, expected "([^\w"]+)"$/u, 'missing'],
  [/^Unexpected (\S+)$/u, 'unexpected'],
  [/^Expected '(\S+)' to close '(\S+)'$/u, 'not-closed'],
  [/^Expected '(\S+)' to close (?:subshell|brace group|test group)$/u, 'missing'],
  [/^Expected corresponding JSX closing tag for <(.+)>$/u, 'missing-tag'],
  [/^Expected '(do|then)'$/u, 'missing'],
  [/^Expected command after '(\S+)'$/u, 'missing-command'],
  [/^Missing semicolon$/u, 'missing-semicolon'],
  [/^Missing initializer in (const) declaration$/u, 'missing-value'],
  [/^Identifier '(.+)' has already been declared$/u, 'declared-twice'],
  [/^(?:A string is not closed|Unterminated (?:string constant|single quote|double quote))$/u, 'open-string'],
  [/^A bracket is not closed$/u, 'open-bracket'],
  [/^Unterminated comment$/u, 'open-comment'],
  [/^Unterminated template$/u, 'open-template'],
  [/^Unterminated regular expression$/u, 'open-pattern'],
  [/^Unterminated (?:command substitution|backtick)$/u, 'open-substitution'],
];

/** What a parser's sentence says, where it is one of those that are met most; `null`: it says something rare. */
export function usualMistakeOf(message: string): UsualMistake | null {
  for (const [saying, kind] of sayings) {
    const found = saying.exec(message);
    if (found) return { kind, words: found.slice(1) };
  }
  return null;
}
