import type { BatchDetail } from '@maobi/contract';
import { useMemo } from 'react';
import { useLikenesses } from '../../studio/queries.ts';

/** An earlier row that says nearly the same. */
export interface LikeRow {
  /** In the batch, from 1. */
  readonly number: number;
  /** Of what they have in common, up to 1. */
  readonly share: number;
}

/** By the rows that repeat an earlier one. */
export function useLikeRows({ id, rows }: BatchDetail): ReadonlyMap<string, LikeRow> {
  const written = rows.filter(({ state }) => state === 'done' || state === 'short' || state === 'long').length;
  const likenesses = useLikenesses(id, written);
  return useMemo(() => {
    const numbers = new Map(rows.map((row, index) => [row.id, index + 1]));
    return new Map(likenesses.map(({ rowId, likeRowId, share }) => [rowId, { number: numbers.get(likeRowId) ?? 0, share }]));
  }, [likenesses, rows]);
}
