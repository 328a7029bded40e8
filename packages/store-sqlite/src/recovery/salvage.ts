import { DatabaseSync } from '@photostructure/sqlite';
import type { RawDatabase } from '../database/connection.ts';
import { primaryCode } from '../database/foreign-errors.ts';

interface SalvagedTable {
  readonly name: string;
  /** Rows are read in this order, so that what others refer to comes first. */
  readonly order: readonly string[];
  /** Given anew by the target: a number may stand for something else there. */
  readonly renumbered?: string;
  /** Brings a row that stands in the target already to the newer state. */
  readonly merge?: string;
  /** Reference to give up when what it names is lost, rather than losing the row. */
  readonly loose?: string;
}

const tables: readonly SalvagedTable[] = [
  { name: 'folder', order: ['seq'], renumbered: 'seq' },
  {
    name: 'conversation',
    order: ['seq'],
    renumbered: 'seq',
    loose: 'folder_id',
    merge: `update conversation set title = :title, folder_id = :folder_id, revision = :revision, active_leaf_id = :active_leaf_id,
      updated_at = :updated_at, binned_at = :binned_at where id = :id and revision < :revision`,
  },
  {
    name: 'message',
    order: ['seq'],
    renumbered: 'seq',
    loose: 'parent_id',
    merge: 'update message set deleted_at = :deleted_at where id = :id and deleted_at is null and :deleted_at is not null',
  },
  {
    name: 'document',
    order: ['seq'],
    renumbered: 'seq',
    merge: `update document set title = :title, brief = :brief, revision = :revision, outline_run_id = :outline_run_id,
      updated_at = :updated_at, binned_at = :binned_at where id = :id and revision <= :revision`,
  },
  {
    name: 'section',
    order: ['seq'],
    renumbered: 'seq',
    merge: `update section set position = :position, heading = :heading, points = :points, target = :target, is_locked = :is_locked,
      version_id = :version_id, suggestion_id = :suggestion_id, removed_at = :removed_at where id = :id`,
  },
  { name: 'section_version', order: ['seq'], renumbered: 'seq' },
  {
    name: 'comment',
    order: ['seq'],
    renumbered: 'seq',
    merge: `update comment set text = :text, revision = :revision, updated_at = :updated_at, resolved_at = :resolved_at,
      removed_at = :removed_at where id = :id and revision <= :revision`,
  },
  {
    name: 'job',
    order: ['seq'],
    renumbered: 'seq',
    // a file of an older version has no positions
    merge: `update job set state = :state, position = coalesce(:position, position), ended_at = :ended_at, error = :error
      where id = :id and ended_at is null`,
  },
  {
    name: 'run',
    order: ['seq'],
    renumbered: 'seq',
    loose: 'version_id',
    merge: `update run set state = :state, ended_at = :ended_at, usage = :usage, timings = :timings, error = :error, text = :text
      where id = :id and ended_at is null and :ended_at is not null`,
  },
  {
    name: 'batch',
    order: ['seq'],
    renumbered: 'seq',
    merge: `update batch set title = :title, template = :template, common = :common, options = :options, state = :state, error = :error,
      revision = :revision, updated_at = :updated_at, binned_at = :binned_at where id = :id and revision <= :revision`,
  },
  {
    name: 'batch_row',
    order: ['seq'],
    renumbered: 'seq',
    merge: `update batch_row set position = :position, cells = :cells, document_id = :document_id, is_wanted = :is_wanted, error = :error,
      removed_at = :removed_at where id = :id`,
  },
  { name: 'run_chunk', order: ['run_id', 'seq'] },
  {
    name: 'polished_section',
    order: ['job_id', 'section_id'],
    merge: 'update polished_section set is_done = :is_done where job_id = :job_id and section_id = :section_id',
  },
  {
    name: 'polished_paragraph',
    order: ['job_id', 'section_id', 'place'],
    merge: 'update polished_paragraph set run_id = :run_id where job_id = :job_id and section_id = :section_id and place = :place',
  },
  { name: 'setting', order: ['name'], merge: 'update setting set value = :value where name = :name' },
  { name: 'secret', order: ['name'], merge: 'update secret set value = :value where name = :name' },
];

type Row = Record<string, string | number | null>;

/** How many were taken over. */
export interface Salvaged {
  readonly messages: number;
  readonly versions: number;
}

/**
 * Takes over what can still be read of a damaged database and is missing in the target, in one transaction. Rows that are
 * only ever added make that safe: what stands in both is the same.
 */
export function salvage(target: RawDatabase, damagedPath: string): Salvaged {
  const damaged = openDamaged(damagedPath);
  if (!damaged) return { messages: 0, versions: 0 };
  try {
    target.exec('begin');
    const before = rowCounts(target);
    for (const table of tables) takeOver(target, table, readableRows(damaged, table));
    target.exec(`update conversation set active_leaf_id =
      (select id from message where conversation_id = conversation.id and deleted_at is null order by seq desc limit 1)
      where active_leaf_id not in (select id from message where deleted_at is null)`);
    target.exec('update conversation set document_id = null where document_id not in (select id from document)');
    target.exec(`update section set version_id =
      (select id from section_version where section_id = section.id order by seq desc limit 1)
      where version_id not in (select id from section_version)`);
    target.exec('update section set suggestion_id = null where suggestion_id not in (select id from section_version)');
    const after = rowCounts(target);
    target.exec('commit');
    return { messages: after.messages - before.messages, versions: after.versions - before.versions };
  } catch (error) {
    if (target.isTransaction) target.exec('rollback');
    throw error;
  } finally {
    damaged.close();
  }
}

/** `writable_schema` makes SQLite read on in a file that was cut off; nothing is written to it. */
function openDamaged(path: string): RawDatabase | null {
  try {
    const damaged = new DatabaseSync(path, { readOnly: true, defensive: false });
    damaged.exec('pragma writable_schema = on; pragma cell_size_check = on');
    return damaged;
  } catch {
    return null;
  }
}

function rowCounts(database: RawDatabase): Salvaged {
  const counts = 'select (select count(*) from message) as messages, (select count(*) from section_version) as versions';
  return { ...(database.prepare(counts).get() as Salvaged) };
}

/** From both ends up to the first page that cannot be read. */
function readableRows(damaged: RawDatabase, table: SalvagedTable): Row[] {
  const upwards = readUntilDamage(damaged, table, 'asc');
  if (upwards.isWhole) return upwards.rows;
  const keyOf = (row: Row): string => JSON.stringify(table.order.map((column) => row[column] ?? null));
  const known = new Set(upwards.rows.map(keyOf));
  const downwards = readUntilDamage(damaged, table, 'desc').rows.filter((row) => !known.has(keyOf(row)));
  return [...upwards.rows, ...downwards.reverse()];
}

function readUntilDamage(damaged: RawDatabase, table: SalvagedTable, direction: 'asc' | 'desc'): { rows: Row[]; isWhole: boolean } {
  const rows: Row[] = [];
  const order = table.order.map((column) => `${column} ${direction}`).join(', ');
  try {
    for (const row of damaged.prepare(`select * from ${table.name} order by ${order}`).iterate()) rows.push(row as Row);
    return { rows, isWhole: true };
  } catch {
    return { rows, isWhole: false };
  }
}

function takeOver(target: RawDatabase, table: SalvagedTable, rows: readonly Row[]): void {
  const first = rows[0];
  if (!first) return;
  const info = target.prepare(`pragma table_info(${table.name})`).all() as { name: string }[];
  const columns = info.map(({ name }) => name).filter((name) => name in first && name !== table.renumbered);
  const add = target.prepare(
    `insert or ignore into ${table.name} (${columns.join(', ')}) values (${columns.map((name) => `:${name}`).join(', ')})`,
  );
  const merge = table.merge ? target.prepare(table.merge) : null;
  for (const statement of [add, merge]) statement?.setAllowUnknownNamedParameters(true);
  for (const row of rows) {
    const wasTaken = runUnlessRefused(() => add.run(row));
    if (!wasTaken && table.loose) runUnlessRefused(() => add.run({ ...row, [table.loose ?? '']: null }));
    if (merge) runUnlessRefused(() => merge.run(row));
  }
}

const constraint = 19;

/** False when the row breaks a rule of the schema: it refers to what is lost, or was damaged itself. */
function runUnlessRefused(statement: () => unknown): boolean {
  try {
    statement();
    return true;
  } catch (error) {
    if (error instanceof Error && primaryCode(error) === constraint) return false;
    throw error;
  }
}
