import type { Id } from '@maobi/contract';
import type { Queries } from '../database/connection.ts';
import type { RunRow } from './run-rows.ts';

/** A run with its text so far. */
export interface WrittenRun extends RunRow {
  readonly writtenText: string;
  readonly lastSeq: number;
}

function runsWithLastSeq(queries: Queries) {
  return queries
    .selectFrom('run')
    .selectAll('run')
    .select((select) =>
      select
        .selectFrom('run_chunk')
        .select((chunk) => chunk.fn.max('seq').as('lastSeq'))
        .whereRef('run_chunk.run_id', '=', 'run.id')
        .as('lastSeq'),
    );
}

type RunSelection = ReturnType<typeof runsWithLastSeq>;

/** In the order in which they came to be, in two queries however many they are. */
export async function writtenRuns(queries: Queries, narrow: (selection: RunSelection) => RunSelection): Promise<WrittenRun[]> {
  const rows = await narrow(runsWithLastSeq(queries)).orderBy('run.seq').execute();
  const openIds = rows.filter(({ ended_at: endedAt }) => endedAt === null).map(({ id }) => id);
  const streamed = await streamedTexts(queries, openIds);
  return rows.map((row) => ({ ...row, lastSeq: row.lastSeq ?? 0, writtenText: row.text ?? streamed.get(row.id) ?? '' }));
}

async function streamedTexts(queries: Queries, runIds: readonly Id[]): Promise<Map<Id, string>> {
  if (runIds.length === 0) return new Map();
  const chunks = await queries.selectFrom('run_chunk').select(['run_id', 'text']).where('run_id', 'in', runIds).orderBy('seq').execute();
  const texts = new Map<Id, string>();
  for (const { run_id: runId, text } of chunks) texts.set(runId, (texts.get(runId) ?? '') + text);
  return texts;
}

/** By the message or version they write into; runs that write into none are left out. */
export function runsByPlace(runs: readonly WrittenRun[], place: 'message_id' | 'version_id'): Map<Id, WrittenRun[]> {
  const groups = new Map<Id, WrittenRun[]>();
  for (const run of runs) {
    const id = run[place];
    if (id === null) continue;
    const others = groups.get(id);
    if (others) others.push(run);
    else groups.set(id, [run]);
  }
  return groups;
}
