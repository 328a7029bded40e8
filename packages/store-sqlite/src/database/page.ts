import { sql, type SelectQueryBuilder } from 'kysely';
import type { Tables } from './tables.ts';

interface Place {
  /** `updated_at` of the last row before; `null`: from the newest. */
  readonly before: string | null;
  readonly limit: number;
}

/** One page of a list, the newest change first, and how many rows the whole list has. */
export async function pageOf<Row>(
  list: SelectQueryBuilder<Tables, 'conversation', Row>,
  { before, limit }: Place,
): Promise<{ rows: Row[]; total: number }> {
  const rows = await list
    .$if(before !== null, (selection) => selection.where(sql`updated_at`, '<', before))
    .orderBy(sql`updated_at`, 'desc')
    .orderBy(sql`seq`, 'desc')
    .limit(limit)
    .execute();
  const { total } = await list
    .clearSelect()
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  return { rows: rows as Row[], total };
}
