import { createHash } from 'node:crypto';

/**
 * One sentence for each migration that is out of order, or that no longer is what `checksums.txt` (the format of sha256sum)
 * says: a database somewhere has already run it, so editing it leaves two kinds of database behind.
 */
export function migrationProblems(migrations: readonly { readonly name: string; readonly text: string }[], checksums: string): string[] {
  const listed = new Map(
    checksums
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.split(/\s+/).toReversed() as [string, string]),
  );
  const sorted = migrations.toSorted((a, b) => a.name.localeCompare(b.name));
  const problems = sorted.flatMap(({ name, text }, index) => {
    const expectedStart = `${String(index + 1).padStart(4, '0')}-`;
    if (!name.startsWith(expectedStart))
      return [`migration ${name}: its number must be ${expectedStart.slice(0, 4)}; numbers are consecutive`];
    const sum = createHash('sha256').update(text).digest('hex');
    if (!listed.has(name)) return [`migration ${name}: add its line to checksums.txt: ${sum}  ${name}`];
    return listed.get(name) === sum ? [] : [`migration ${name} was changed after it was listed; put it back and write a new one`];
  });
  const names = new Set(migrations.map(({ name }) => name));
  const lost = [...listed.keys()].filter((name) => !names.has(name)).map((name) => `migration ${name} is listed in checksums.txt but gone`);
  return [...problems, ...lost];
}
