import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { layoutProblems } from './layout.ts';
import { lockFileProblems, pinProblems, type LockFile } from './lock-file.ts';
import { migrationProblems } from './migrations.ts';

/** Prints every problem of the repository in the current folder, one a line; exits 1 when there is any. */
const migrationsFolder = 'packages/store-sqlite/src/migrations';

function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  return listed.split('\n').filter((path) => path !== '' && existsSync(path));
}

function readMigrationProblems(): string[] {
  const migrations = readdirSync(migrationsFolder)
    .filter((name) => /^\d/.test(name))
    .map((name) => ({ name, text: readFileSync(join(migrationsFolder, name), 'utf8') }));
  return migrationProblems(migrations, readFileSync(join(migrationsFolder, 'checksums.txt'), 'utf8'));
}

const paths = repositoryFiles();
const sources = paths.map((path) => ({ path, text: /\.tsx?$/.test(path) ? readFileSync(path, 'utf8') : '' }));
const manifests = paths.filter((path) => /(^|\/)package\.json$/.test(path));
const problems = [
  ...layoutProblems(sources),
  ...lockFileProblems(JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile),
  ...manifests.flatMap((path) => pinProblems(path, JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>)),
  ...readMigrationProblems(),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
