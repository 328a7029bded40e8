import { mistakeAt, type Mistake } from '../check.ts';
import { sqlStatementsOf, type SqlToken } from './sql-tokens.ts';

const operators = ['=', '<', '>', '<=', '>=', '<>', '!=', '||', 'AND', 'OR', 'LIKE', 'BETWEEN'];
/** After these something is named or counted. */
const openWords = [...operators, 'WHERE', 'HAVING', 'BY', 'SET', 'FROM', 'JOIN'];
const clauses = ['FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'UNION'];
const afterLists = [...clauses, ')'];

/** Neighbours that no database understands: after each of these words none of those. An empty text is the end of the code. */
const impossiblePairs: readonly (readonly [before: readonly string[], after: readonly string[]])[] = [
  [
    [...openWords, ',', 'INTO', 'LIMIT', 'OFFSET', 'COLUMN'],
    [';', ''],
  ],
  [[...openWords, ','], [',']],
  [['WHERE', 'HAVING', 'AND', 'OR', 'BY', 'SET', 'FROM'], [')']],
  [[...openWords, 'ON'], clauses],
  [
    ['WHERE', 'HAVING', 'AND', 'OR'],
    ['AND', 'OR'],
  ],
];
/** `ARRAY<INT>` has no operators in it, and after these words stands the name of one. */
const typesInBrackets = /\b(?:array|struct|map|range|list)\s*</iu;
const beforeNames = ['WITH', 'USING', 'OPERATOR'];
/** Some databases let a list end with a comma; these words are theirs. */
const commaFriends = /\b(?:nvarchar|identity|getdate|dbo|go|top|int64|string|struct|variant|qualify|read_csv|list)\b|\[\w/iu;

/** What the dialect of a script seems to allow. */
interface Habits {
  readonly endsListsWithComma: boolean;
  readonly hasTypesInBrackets: boolean;
}

/** The first thing in the code that is wrong in every dialect. */
export function universalSqlMistake(code: string): Mistake | null {
  // whether a backslash escapes a quote is a question of dialect, and with it where strings end
  if (/\\['"]/u.test(code)) return null;
  const habits = { endsListsWithComma: commaFriends.test(code), hasTypesInBrackets: typesInBrackets.test(code) };
  for (const statement of sqlStatementsOf(code)) {
    if (!isJudged(statement)) continue;
    const found =
      openQuote(code, statement) ?? impossiblePair(code, statement, habits) ?? openBracket(code, statement) ?? openCase(code, statement);
    if (found) return found;
  }
  return null;
}

/** What databases have in common; the others of their statements have rules of their own. */
function isJudged([first, second]: readonly SqlToken[]): boolean {
  const [start = '', subject = ''] = [first?.text, second?.text];
  return (
    isQueryWord(start) || ['INSERT', 'UPDATE', 'DELETE'].includes(start) || (['CREATE', 'ALTER'].includes(start) && subject === 'TABLE')
  );
}

function openQuote(code: string, statement: readonly SqlToken[]): Mistake | null {
  const quote = statement.find(({ text }) => text === "'");
  return quote ? mistakeAt(code, quote.at, 'A string is not closed') : null;
}

function impossiblePair(code: string, statement: readonly SqlToken[], habits: Habits): Mistake | null {
  for (const [index, { text }] of statement.entries()) {
    const next = statement[index + 1] ?? { text: '', at: code.length };
    const isName = beforeNames.includes(statement[index - 1]?.text ?? '') || (text === '>' && habits.hasTypesInBrackets);
    const isImpossible =
      (!isName && impossiblePairs.some(([before, after]) => before.includes(text) && after.includes(next.text))) ||
      (text === ',' && !habits.endsListsWithComma && afterLists.includes(next.text)) ||
      isClauseWithoutBy(statement, index);
    if (isImpossible) return mistakeAt(code, next.at);
  }
  return null;
}

/** `GROUP a` in a query. */
function isClauseWithoutBy(statement: readonly SqlToken[], index: number): boolean {
  const [word, next] = [statement[index]?.text ?? '', statement[index + 1]?.text ?? ''];
  return (
    isQuery(statement) &&
    (word === 'GROUP' || word === 'ORDER') &&
    /^[\p{L}_]/u.test(next) &&
    next !== 'BY' &&
    next !== 'SIBLINGS' &&
    statement[index - 1]?.text !== 'EXCLUDE'
  );
}

function openBracket(code: string, statement: readonly SqlToken[]): Mistake | null {
  const open: SqlToken[] = [];
  for (const each of statement) {
    if (each.text === '(') open.push(each);
    if (each.text === ')' && !open.pop()) return mistakeAt(code, each.at);
  }
  const last = open.pop();
  return last ? mistakeAt(code, last.at, 'A bracket is not closed') : null;
}

function openCase(code: string, statement: readonly SqlToken[]): Mistake | null {
  const cases = statement.filter(({ text }, index) => text === 'CASE' && statement[index - 1]?.text !== 'END');
  const ends = statement.filter(({ text }) => text === 'END');
  const [first] = cases;
  return first && isQuery(statement) && cases.length > ends.length ? mistakeAt(code, first.at, "Expected 'END' to close 'CASE'") : null;
}

function isQuery([first]: readonly SqlToken[]): boolean {
  return isQueryWord(first?.text ?? '');
}

function isQueryWord(text: string): boolean {
  return text === 'SELECT' || text === 'WITH';
}
