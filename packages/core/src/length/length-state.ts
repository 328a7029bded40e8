/** What a length may be, as shares of the one asked for (design §5). */
export const acceptedLength = { least: 0.9, most: 1.2 } as const;

export type LengthState = 'done' | 'short' | 'long';

/** How a length compares with the one asked for; without one every length is right. */
export function lengthState(count: number, target: number | null): LengthState {
  if (target === null) return 'done';
  if (count < target * acceptedLength.least) return 'short';
  return count > target * acceptedLength.most ? 'long' : 'done';
}
