/**
 * What a series grows by from one value to the next: the median over all pairs (Theil and Sen). Up to a quarter of the values may be
 * off by any amount, as memory is before garbage is collected. 0 of fewer than two values.
 */
export function medianSlope(values: readonly number[]): number {
  const slopes = values.flatMap((later, index) => values.slice(0, index).map((earlier, at) => (later - earlier) / (index - at)));
  return slopes.toSorted((left, right) => left - right)[Math.floor(slopes.length / 2)] ?? 0;
}
