import { parse, type ParserPlugin } from '@babel/parser';
import type { Parser } from '@lezer/common';
import { parser as htmlParser } from '@lezer/html';
import { parser as jsonParser } from '@lezer/json';
import { parser as pythonParser } from '@lezer/python';
import { withoutPythonGaps } from './python-gaps.ts';

/** `null`: in a language that is not checked. `line`, counted from 1: of the first mistake. */
export type CodeVerdict = { readonly isRight: true } | { readonly isRight: false; readonly line: number } | null;

/** Returns the place of the first mistake. */
type Check = (code: string) => number | null;

const languages: readonly (readonly [names: readonly string[], check: Check])[] = [
  [['python', 'py'], (code) => parsedBy(pythonParser)(withoutPythonGaps(code))],
  [['json'], parsedBy(jsonParser)],
  [['html'], parsedBy(htmlParser)],
  [['javascript', 'js', 'jsx', 'mjs'], parsedByBabel(['jsx'])],
  [['typescript', 'ts'], parsedByBabel(['typescript'])],
  [['tsx'], parsedByBabel(['typescript', 'jsx'])],
];
const checks = new Map(languages.flatMap(([names, check]) => names.map((name) => [name, check] as const)));

/**
 * Whether code can be parsed. It is never run. What a parser accepts may still be wrong; what it refuses is wrong.
 *
 * @param language a name or a file ending, in lower case
 */
export function checkCode(language: string, code: string): CodeVerdict {
  const check = checks.get(language);
  if (!check) return null;
  const mistake = code.trim() === '' ? 0 : check(code);
  return mistake === null ? { isRight: true } : { isRight: false, line: code.slice(0, mistake).split('\n').length };
}

function parsedBy(parser: Parser): Check {
  return (code) => {
    let mistake: number | null = null;
    parser.parse(code).iterate({
      enter: ({ type, from }) => {
        if (type.isError || type.name === 'MismatchedCloseTag') mistake ??= from;
        return mistake === null;
      },
    });
    return mistake;
  };
}

function parsedByBabel(plugins: ParserPlugin[]): Check {
  return (code) => {
    try {
      parse(code, { sourceType: 'unambiguous', allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true, plugins });
      return null;
    } catch (error) {
      return (error as { pos?: number }).pos ?? 0;
    }
  };
}
