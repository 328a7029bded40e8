/** A file of the repository, by its path from the root with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const bannedFolders = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared'];
const pureSource = /^packages\/(core|contract)\/src\//;
const testFile = /\.test\.tsx?$/;
const typeScript = /\.tsx?$/;

/** One sentence for each place where a file lies, or reads, against the conventions no linter knows. */
export function layoutProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [...folderProblems(file), ...sourceProblems(file)]);
}

function folderProblems({ path }: SourceFile): string[] {
  const folder = path.split('/').find((name) => bannedFolders.includes(name));
  return folder === undefined ? [] : [`${path}: a folder named "${folder}" collects everything; name it after its subject`];
}

function sourceProblems({ path, text }: SourceFile): string[] {
  if (!typeScript.test(path)) return [];
  const problems: string[] = [];
  if (/^export \* /m.test(text)) problems.push(`${path}: "export *" hides what a front door offers; list the names`);
  if (/\.spec\.tsx?$/.test(path)) problems.push(`${path}: tests are called x.test.ts`);
  if (pureSource.test(path) && !testFile.test(path) && /\bnew Date\(\s*\)/.test(text)) {
    problems.push(`${path}: "new Date()" reads the clock; use Surroundings.now`);
  }
  if (/^packages\/[^/]+\/src\/.+\/index\.ts$/.test(path)) {
    problems.push(`${path}: index.ts is the name of a package's front door only; name the file after what it exports`);
  }
  return problems;
}
