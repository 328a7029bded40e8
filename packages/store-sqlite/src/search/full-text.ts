import { indexedText, type SearchEntry, type SearchTerm } from '@maobi/core';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';

type FullTextTable = 'search_index' | 'document_index' | 'comment_index';

/** A match in a title counts as much as this many in a text. */
export const titleWeight = 5;

/** Scoring costs time for every match, so it is done for the newest of each sort only; rarer words are always in it. */
export const scoredAtMost = 1000;

/** An entry without a word is left out. */
export async function replaceEntry(queries: Queries, table: FullTextTable, entry: number, { title, body }: SearchEntry): Promise<void> {
  await unindex(queries, table, [entry]);
  const [titleWords, bodyWords] = [indexedText(title), indexedText(body)];
  if (titleWords === '' && bodyWords === '') return;
  await sql`insert into ${sql.table(table)} (rowid, title, body) values (${entry}, ${titleWords}, ${bodyWords})`.execute(queries);
}

export async function unindex(queries: Queries, table: FullTextTable, entries: readonly number[]): Promise<void> {
  for (const entry of entries) await sql`delete from ${sql.table(table)} where rowid = ${entry}`.execute(queries);
}

/** Whatever state it is in. */
export async function emptyIndex(queries: Queries, table: FullTextTable): Promise<void> {
  await sql`insert into ${sql.table(table)} (${sql.ref(table)}) values ('delete-all')`.execute(queries);
}

/** Quoted tokens only, so that nothing a person types is taken for an operator. */
export function matchExpression(terms: readonly SearchTerm[]): string {
  return terms.map((term) => (term.kind === 'prefix' ? `"${term.token}" *` : `"${term.tokens.join(' ')}"`)).join(' AND ');
}
