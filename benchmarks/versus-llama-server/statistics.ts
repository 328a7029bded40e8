/** Several measurements of one thing. */
export interface Sample {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly count: number;
}

/** Throws when there is nothing to summarise: a missing figure must never read as a zero. */
export function sampleOf(values: readonly number[]): Sample {
  if (values.length === 0) throw new Error('no value was measured');
  const sorted = values.toSorted((left, right) => left - right);
  return { median: median(sorted), minimum: sorted[0] ?? Number.NaN, maximum: sorted.at(-1) ?? Number.NaN, count: sorted.length };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How often `part` holds `whole`; not a number when it cannot be said. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : part / whole;
}
