/**
 * What is wrong with a regular expression: a bracket or parenthesis that is not closed, a `)` too many, nothing before `*`, `+`, `?` or `{2}`, a
 * backslash at the end or before a letter that has no meaning with it, a brace or bracket that stands alone, or something rarer.
 */
export type ExpressionFault =
  'openBracket' | 'openParenthesis' | 'extraParenthesis' | 'nothingToRepeat' | 'loneBackslash' | 'unknownEscape' | 'loneBrace' | 'other';

const knownEscape = /[\^$\\.*+?()[\]{}|/\-dDsSwWbBtnvfr\dcxukpP]/u;
const openGroup = /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/u;
const countBraces = /^\{\d+(?:,\d*)?\}/u;

/** What has been read of an expression so far. */
interface Reading {
  isInClass: boolean;
  depth: number;
  /** Something stands there that can be repeated. */
  isRepeatable: boolean;
}

/** The first thing that is wrong with an expression which the browser did not take. */
export function faultOf(expression: string): ExpressionFault {
  const reading: Reading = { isInClass: false, depth: 0, isRepeatable: false };
  let rest = expression;
  while (rest !== '') {
    const read = rest[0] === '\\' ? readEscape(rest, reading) : reading.isInClass ? readInClass(rest, reading) : readPlain(rest, reading);
    if (typeof read === 'string') return read;
    rest = rest.slice(read);
  }
  if (reading.isInClass) return 'openBracket';
  return reading.depth > 0 ? 'openParenthesis' : 'other';
}

/** How many characters were read, or what is wrong with them. */
type Read = number | ExpressionFault;

function readEscape(rest: string, reading: Reading): Read {
  const escaped = rest[1];
  if (escaped === undefined) return 'loneBackslash';
  if (!knownEscape.test(escaped)) return 'unknownEscape';
  reading.isRepeatable = true;
  return 2;
}

function readInClass(rest: string, reading: Reading): Read {
  if (rest[0] === ']') {
    reading.isInClass = false;
    reading.isRepeatable = true;
  }
  return 1;
}

function readPlain(rest: string, reading: Reading): Read {
  const count = countBraces.exec(rest)?.[0].length ?? (/^[*+?]/u.test(rest) ? 1 : 0);
  if (count > 0) return readCount(rest, count, reading);
  const group = openGroup.exec(rest);
  if (group) {
    reading.depth += 1;
    reading.isRepeatable = false;
    return group[0].length;
  }
  return readSign(rest, reading);
}

/** How often what stands before it may come, as much or as little as possible. */
function readCount(rest: string, length: number, reading: Reading): Read {
  if (!reading.isRepeatable) return 'nothingToRepeat';
  reading.isRepeatable = false;
  return rest[length] === '?' ? length + 1 : length;
}

function readSign(rest: string, reading: Reading): Read {
  const [sign = ''] = rest;
  if (sign === ')') {
    if (reading.depth === 0) return 'extraParenthesis';
    reading.depth -= 1;
  }
  if (['{', '}', ']'].includes(sign)) return 'loneBrace';
  if (sign === '[') reading.isInClass = true;
  reading.isRepeatable = !['|', '^', '$'].includes(sign);
  return sign.length;
}
