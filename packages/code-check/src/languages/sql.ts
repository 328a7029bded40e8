import { parse } from 'sqlite3-parser';
import type { Check } from '../check.ts';
import { withoutSqlGaps } from './sql-gaps.ts';
import { universalSqlMistake } from './sql-mistakes.ts';

/** A fence says `sql` and seldom whose. Right is what SQLite understands, wrong is what nobody does. */
export const check: Check = (code) => {
  if (isSqlite(code) || isSqlite(withoutSqlGaps(code))) return null;
  return universalSqlMistake(code) ?? 'unjudged';
};

function isSqlite(code: string): boolean {
  return parse(code).status === 'ok';
}
