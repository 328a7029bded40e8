import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');
const configurations = [
  '.gitignore',
  '.oxlintrc.json',
  '.dependency-cruiser.cjs',
  '.prettierrc.json',
  '.prettierignore',
  'knip.json',
  'tsconfig.json',
  'tsconfig.base.json',
];

/** A tiny workspace of the repository's shape that breaks no rule; guards are tried on it with one thing planted wrongly. */
const soundFiles: Readonly<Record<string, string>> = {
  'package.json': manifest('planted', {}, { workspaces: ['packages/*', 'apps/*'] }),
  'packages/contract/package.json': manifest('@maobi/contract', {}),
  'packages/contract/src/index.ts': "export { limit } from './limit.ts';\n",
  'packages/contract/src/limit.ts': 'export const limit = 3;\n',
  'packages/core/package.json': manifest('@maobi/core', { '@maobi/contract': '0.1.0' }),
  'packages/core/src/index.ts': "export { half } from './half.ts';\n",
  'packages/core/src/half.ts': "import { limit } from '@maobi/contract';\nexport const half = limit / 2;\n",
  'packages/engine-llama/package.json': manifest('@maobi/engine-llama', { '@maobi/core': '0.1.0', 'node-llama-cpp': '3.21.1' }),
  'packages/engine-llama/src/index.ts': "export { engine } from './engine.ts';\n",
  'packages/engine-llama/src/engine.ts':
    "import { half } from '@maobi/core';\nimport { getLlama } from 'node-llama-cpp';\nexport const engine = { half, getLlama };\n",
  'packages/store-sqlite/package.json': manifest('@maobi/store-sqlite', { '@maobi/core': '0.1.0' }),
  'packages/store-sqlite/src/index.ts': "import { half } from '@maobi/core';\nexport const store = { half };\n",
  'packages/testkit/package.json': manifest('@maobi/testkit', { '@maobi/core': '0.1.0' }),
  'packages/testkit/src/index.ts': "import { half } from '@maobi/core';\nexport const scripted = { half };\n",
  'apps/studio/package.json': manifest('@maobi/studio', { '@maobi/engine-llama': '0.1.0', '@maobi/store-sqlite': '0.1.0' }),
  'apps/studio/src/main.ts':
    "import { engine } from '@maobi/engine-llama';\nimport { store } from '@maobi/store-sqlite';\nprocess.stdout.write(`${engine.half}${store.half}`);\n",
  'apps/web/package.json': manifest('@maobi/web', { '@maobi/contract': '0.1.0' }),
  'apps/web/src/main.tsx': "import { limit } from '@maobi/contract';\ndocument.title = String(limit);\n",
};

function manifest(name: string, dependencies: Record<string, string>, more: Record<string, unknown> = {}): string {
  const frontDoor = name.startsWith('@maobi/') && !/studio|web/.test(name) ? { exports: { '.': './src/index.ts' } } : {};
  return JSON.stringify({ name, version: '0.1.0', private: true, type: 'module', ...frontDoor, dependencies, ...more });
}

export interface ToolOutcome {
  readonly passed: boolean;
  readonly output: string;
}

export interface PlantedWorkspace extends Disposable {
  /** Runs a program of the repository's node_modules in the workspace. */
  run(program: string, ...parameters: string[]): ToolOutcome;
}

/** Lays the sound workspace, with these files added or replaced, into a temporary folder that goes away on disposal. */
export function plantWorkspace(planted: Readonly<Record<string, string>>): PlantedWorkspace {
  const folder = mkdtempSync(join(tmpdir(), 'maobi-guard-'));
  for (const name of configurations) cpSync(join(repository, name), join(folder, name));
  for (const [path, text] of Object.entries({ ...soundFiles, ...planted })) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  linkModules(folder);
  return {
    run: (program, ...parameters) => {
      const command = [join(repository, 'node_modules', program), ...parameters];
      const { status, stdout, stderr } = spawnSync(process.execPath, command, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1' },
      });
      return { passed: status === 0, output: stdout + stderr };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The repository's libraries, and in place of its own packages those of the workspace. */
function linkModules(folder: string): void {
  mkdirSync(join(folder, 'node_modules/@maobi'), { recursive: true });
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (name !== '@maobi') symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const name of readdirSync(join(folder, 'packages'))) {
    symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@maobi', name));
  }
}
