import { existsSync } from 'node:fs';
import type { Step } from './run-step.ts';

const tsc = 'node_modules/ts7/bin/tsc';
const knip = 'node_modules/knip/bin/knip.js';

/** Folders that hold our own modules; dependency-cruiser refuses a folder that does not exist. */
const moduleFolders = ['packages', 'apps', 'scripts', 'tests', 'benchmarks'].filter((folder) => existsSync(folder));

/** Everything `npm run check` looks at without running our code; the slow ones first. */
export const staticSteps: readonly Step[] = [
  { name: 'format', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'], hint: 'npm run format' },
  { name: 'types', command: [tsc, '-p', 'tsconfig.json'], hint: 'Mend the types; casts and `any` are no way out.' },
  { name: 'types (web)', command: [tsc, '-p', 'apps/web/tsconfig.json'], hint: 'Mend the types; casts and `any` are no way out.' },
  {
    name: 'import directions',
    command: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...moduleFolders],
    hint: 'Each rule of .dependency-cruiser.cjs says in its comment what to do instead.',
  },
  { name: 'lint', command: ['node_modules/oxlint/bin/oxlint'], hint: 'Split what is too long along its subjects; see .oxlintrc.json.' },
  { name: 'unused code', command: [knip, '--no-config-hints'], hint: 'Delete it, or use it.' },
  {
    name: 'undeclared imports',
    command: [knip, '--strict', '--no-config-hints', '--include', 'unlisted,dependencies'],
    hint: 'Declare it with an exact version in the package.json of the folder that imports it.',
  },
  {
    name: 'layout, lock file, migrations',
    command: ['--import', 'tsx', 'scripts/checks/main.ts'],
    hint: 'The conventions stand in AGENTS.md; a migration that was released is never edited: write a new one.',
  },
];
