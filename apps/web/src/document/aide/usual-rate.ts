import type { Run } from '@maobi/contract';

/** Fewer tokens say nothing about how fast a model writes. */
const tellingTokens = 20;

/** The median of how fast these runs wrote, in tokens a second; `null`: none tells. */
export function usualRate(runs: readonly Run[]): number | null {
  const rates = runs
    .flatMap(({ usage, timings }) =>
      usage && timings && usage.writtenTokens >= tellingTokens && timings.writingMs > 0
        ? [(usage.writtenTokens / timings.writingMs) * 1000]
        : [],
    )
    .toSorted((left, right) => left - right);
  return rates[Math.floor(rates.length / 2)] ?? null;
}

const sameShare = 0.1;

/** How a rate compares with the usual one; `percent` is always positive. */
export function comparedRate(now: number, usual: number): { readonly kind: 'same' | 'faster' | 'slower'; readonly percent: number } {
  const share = now / usual - 1;
  if (Math.abs(share) < sameShare) return { kind: 'same', percent: 0 };
  return { kind: share > 0 ? 'faster' : 'slower', percent: Math.round(Math.abs(share) * 100) };
}
