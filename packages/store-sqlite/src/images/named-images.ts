import { setImmediate as othersGoFirst } from 'node:timers/promises';
import { imagesIn } from '@maobi/contract';
import { sql } from 'kysely';
import type { Queries } from '../database/connection.ts';

interface Place {
  readonly table: string;
  readonly column: string;
  /** Rows that were read may name something else now. */
  readonly isRewritten?: boolean;
}

/** Every place where a text can stand that a person or the model wrote; what a run has written so far stands in its chunks. */
const places: readonly Place[] = [
  { table: 'section_version', column: 'text' },
  { table: 'run', column: 'text' },
  { table: 'run', column: 'request' },
  { table: 'message', column: 'text' },
  { table: 'message', column: 'context' },
  { table: 'document', column: 'brief', isRewritten: true },
  { table: 'section', column: 'points', isRewritten: true },
  { table: 'batch', column: 'common', isRewritten: true },
  { table: 'batch_row', column: 'cells', isRewritten: true },
];

const address = '/api/images/';
const rowsAtOnce = 500;

/** The names of all images that any text names, in the bin or not. */
export async function namedImages(queries: Queries): Promise<ReadonlySet<string>> {
  const named = new NamedImages();
  await named.look(queries);
  return named.names;
}

/** Looks for images in all texts, part by part: others can read and write in between. */
export class NamedImages {
  readonly names = new Set<string>();
  /** Seq of the last row that was read, by place. */
  readonly #readTo = new Map<Place, number>();
  /** Seq of runs that were still writing. */
  #open: readonly number[] = [];

  /** Looked again, only what may have come since is read. */
  async look(queries: Queries, signal?: AbortSignal): Promise<void> {
    const wereOpen = this.#open;
    const columns = await columnsOf(queries);
    const lastRun = columns.has('run.text') ? await lastSeq(queries, 'run') : 0;
    if (columns.has('run.text')) this.#open = await this.#lookIntoOpenRuns(queries, wereOpen);
    // a backup is also taken before the schema is brought up to date
    for (const place of places.filter(({ table, column }) => columns.has(`${table}.${column}`))) {
      let from = place.isRewritten ? 0 : (this.#readTo.get(place) ?? 0);
      for (let to = await nextEnd(queries, place, from); to !== null; to = await nextEnd(queries, place, from)) {
        this.#note(await textsBetween(queries, place, from, to));
        from = to;
        await othersGoFirst(undefined, { signal });
      }
      // a run that began after those that are open were asked for may have had no text yet when it was read
      this.#readTo.set(place, place.table === 'run' ? Math.min(from, lastRun) : from);
    }
  }

  /** A name may have come in two chunks. @param wereOpen may have ended since */
  async #lookIntoOpenRuns(queries: Queries, wereOpen: readonly number[]): Promise<number[]> {
    const ended = await queries.selectFrom('run').select('text').where('seq', 'in', wereOpen).where('text', 'is not', null).execute();
    this.#note(ended.map(({ text }) => text ?? ''));
    const open = await sql<{ seq: number; text: string | null }>`
      select seq, (select group_concat(text, '' order by seq) from run_chunk where run_id = run.id) as text from run where text is null
    `.execute(queries);
    this.#note(open.rows.map(({ text }) => text ?? ''));
    return open.rows.map(({ seq }) => seq);
  }

  #note(texts: readonly string[]): void {
    for (const text of texts) for (const { name } of imagesIn(text)) this.names.add(name);
  }
}

async function columnsOf(queries: Queries): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select t.name || '.' || c.name as name from sqlite_schema as t, pragma_table_info(t.name) as c where t.type = 'table'
  `.execute(queries);
  return new Set(rows.map(({ name }) => name));
}

async function lastSeq(queries: Queries, table: string): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(seq) as last from ${sql.table(table)}`.execute(queries);
  return rows[0]?.last ?? 0;
}

/** Seq of the last of the next rows; `null`: there are no more. */
async function nextEnd(queries: Queries, { table }: Place, from: number): Promise<number | null> {
  const { rows } = await sql<{ last: number | null }>`
    select max(seq) as last from (select seq from ${sql.table(table)} where seq > ${from} order by seq limit ${rowsAtOnce})
  `.execute(queries);
  return rows[0]?.last ?? null;
}

async function textsBetween(queries: Queries, { table, column }: Place, from: number, to: number): Promise<string[]> {
  const text = sql.ref(column);
  const { rows } = await sql<{ text: string }>`
    select ${text} as text from ${sql.table(table)} where seq > ${from} and seq <= ${to} and instr(${text}, ${address}) > 0
  `.execute(queries);
  return rows.map((row) => row.text);
}
