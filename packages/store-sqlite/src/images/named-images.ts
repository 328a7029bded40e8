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

/** A row that texts were read up to. Its number alone does not name it: SQLite gives that of the newest row again once it is deleted. */
interface ReadRow {
  readonly seq: number;
  readonly id: string;
}

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
  /** The last row of each part that was read, the oldest first, by place. */
  readonly #read = new Map<Place, readonly ReadRow[]>();
  /** Seq of runs that were still writing. */
  #open: readonly number[] = [];

  /** Looked again, only what may have come since is read. */
  async look(queries: Queries, signal?: AbortSignal): Promise<void> {
    const wereOpen = this.#open;
    const columns = await columnsOf(queries);
    const lastRun = columns.has('run.text') ? await lastRow(queries, 'run') : null;
    if (columns.has('run.text')) this.#open = await this.#lookIntoOpenRuns(queries, wereOpen);
    // a backup is also taken before the schema is brought up to date
    for (const place of places.filter(({ table, column }) => columns.has(`${table}.${column}`))) {
      const read = place.isRewritten ? [] : await stillThere(queries, place, this.#read.get(place) ?? []);
      let from = read.at(-1)?.seq ?? 0;
      for (let end = await nextEnd(queries, place, from); end !== null; end = await nextEnd(queries, place, from)) {
        this.#note(await textsBetween(queries, place, from, end.seq));
        read.push(end);
        from = end.seq;
        await othersGoFirst(undefined, { signal });
      }
      // a run that began after those that are open were asked for may have had no text yet when it was read
      this.#read.set(place, place.table === 'run' ? upTo(lastRun, read) : read);
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

async function lastRow(queries: Queries, table: string): Promise<ReadRow | null> {
  const { rows } = await sql<ReadRow>`select seq, id from ${sql.table(table)} order by seq desc limit 1`.execute(queries);
  return rows[0] ?? null;
}

/** Without those from the end whose row is gone: numbers from there on may be those of other rows now. */
async function stillThere(queries: Queries, { table }: Place, read: readonly ReadRow[]): Promise<ReadRow[]> {
  for (const [index, { seq, id }] of [...read.entries()].toReversed()) {
    const { rows } = await sql`select 1 from ${sql.table(table)} where seq = ${seq} and id = ${id}`.execute(queries);
    if (rows.length > 0) return read.slice(0, index + 1);
  }
  return [];
}

function upTo(last: ReadRow | null, read: readonly ReadRow[]): readonly ReadRow[] {
  if (last === null) return [];
  const before = read.filter(({ seq }) => seq <= last.seq);
  return before.length < read.length ? [...before, last] : read;
}

/** The last of the next rows; `null`: there are no more. */
async function nextEnd(queries: Queries, { table }: Place, from: number): Promise<ReadRow | null> {
  const { rows } = await sql<ReadRow>`
    select seq, id from (select seq, id from ${sql.table(table)} where seq > ${from} order by seq limit ${rowsAtOnce}) order by seq desc limit 1
  `.execute(queries);
  return rows[0] ?? null;
}

async function textsBetween(queries: Queries, { table, column }: Place, from: number, to: number): Promise<string[]> {
  const text = sql.ref(column);
  const { rows } = await sql<{ text: string }>`
    select ${text} as text from ${sql.table(table)} where seq > ${from} and seq <= ${to} and instr(${text}, ${address}) > 0
  `.execute(queries);
  return rows.map((row) => row.text);
}
