/** For people: `0.05 s`, `2.9 s`, `128 s`; `–` for what was not measured. */
export function formatSeconds(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  const seconds = milliseconds / 1000;
  return `${seconds.toFixed(seconds < 1 ? 2 : seconds < 10 ? 1 : 0)} s`;
}

/** Tokens a second: `2.4`, `118`. */
export function formatRate(tokensPerSecond: number): string {
  return tokensPerSecond.toFixed(tokensPerSecond < 100 ? 1 : 0);
}

/** `8–12 s`. */
export function formatRange([from, to]: readonly [number, number]): string {
  return `${from}–${to} s`;
}
