export interface Tally {
  readonly passed: number;
  /** What failed, each with its name and its first words of why. */
  readonly failures: readonly string[];
}

/** Says at the end, where a long output has been scrolled or cut away, what failed and how many passed; sets the exit status. */
export function conclude(tallies: readonly Tally[]): void {
  const failures = tallies.flatMap((tally) => tally.failures);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  for (const failure of failures) console.log(`✘ ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
