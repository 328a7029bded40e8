import { imagesIn } from '@maobi/contract';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';

/** Every place where a text can stand that a person or the model wrote. */
const texts: readonly (readonly [table: string, column: string])[] = [
  ['section_version', 'text'],
  ['run_chunk', 'text'],
  ['run', 'text'],
  ['run', 'request'],
  ['message', 'text'],
  ['message', 'context'],
  ['document', 'brief'],
  ['section', 'points'],
  ['batch', 'common'],
  ['batch_row', 'cells'],
];

const address = '/api/images/';

/** The names of all images that any text names, in the bin or not. */
export async function namedImages(queries: Queries): Promise<Set<string>> {
  const names = new Set<string>();
  const { rows: columns } = await sql<{ place: string }>`
    select t.name || '.' || c.name as place from sqlite_schema as t, pragma_table_info(t.name) as c where t.type = 'table'
  `.execute(queries);
  const places = new Set(columns.map(({ place }) => place));
  // a backup is also taken before the schema is brought up to date
  for (const [table, column] of texts.filter((each) => places.has(each.join('.')))) {
    const text = sql.ref(column);
    const { rows } = await sql<{
      text: string;
    }>`select ${text} as text from ${sql.table(table)} where instr(${text}, ${address}) > 0`.execute(queries);
    for (const row of rows) for (const { name } of imagesIn(row.text)) names.add(name);
  }
  return names;
}
