import { parse, type ParserPlugin } from '@babel/parser';
import { parser as htmlParser } from '@lezer/html';
import { parser as jsonParser } from '@lezer/json';
import { parser as pythonParser } from '@lezer/python';
import type { CheckCode } from '@maobi/core';
import { withoutPythonGaps } from './python-gaps.ts';

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

/** For Python, JavaScript, TypeScript, JSON and HTML. */
export const checkCode: CheckCode = (language, code) => {
  const check = checks.get(language);
  if (!check) return null;
  const mistake = code.trim() === '' ? 0 : check(code);
  return mistake === null ? { isRight: true } : { isRight: false, line: code.slice(0, mistake).split('\n').length };
};

function parsedBy(parser: typeof pythonParser): Check {
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
