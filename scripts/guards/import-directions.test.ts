import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantWorkspace, type PlantedWorkspace } from './planted-workspace.ts';

const cruise = [
  'dependency-cruiser/bin/dependency-cruise.mjs',
  '--config',
  '.dependency-cruiser.cjs',
  '--output-type',
  'err',
  'packages',
  'apps',
] as const;

/** Rule, and a file that breaks it. */
const violations: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['no-cycles', 'packages/core/src/ring-back.ts', "import { ring } from './ring.ts';\nexport const back = () => ring;\n"],
  ['no-unresolvable', 'packages/core/src/lost.ts', "import { x } from './nowhere.ts';\nexport const lost = x;\n"],
  ['front-door-only', 'packages/engine-llama/src/deep.ts', "import { half } from '../../core/src/half.ts';\nexport const deep = half;\n"],
  [
    'front-door-only-from-outside',
    'apps/studio/src/deep.ts',
    "import { half } from '../../../packages/core/src/half.ts';\nexport const deep = half;\n",
  ],
  [
    'contract-imports-nothing-of-ours',
    'packages/contract/src/upward.ts',
    "import { half } from '@maobi/core';\nexport const upward = half;\n",
  ],
  [
    'contract-runs-in-the-browser',
    'packages/contract/src/files.ts',
    "import { readFileSync } from 'node:fs';\nexport const files = readFileSync;\n",
  ],
  [
    'core-imports-contract-only',
    'packages/core/src/upward.ts',
    "import type { engine } from '@maobi/engine-llama';\nexport type Upward = typeof engine;\n",
  ],
  ['core-is-pure', 'packages/core/src/files.ts', "import { readFileSync } from 'node:fs';\nexport const files = readFileSync;\n"],
  ['core-is-pure', 'packages/core/src/library.ts', "import { z } from 'zod';\nexport const library = z;\n"],
  [
    'adapters-never-import-each-other',
    'packages/engine-llama/src/sideways.ts',
    "import { store } from '@maobi/store-sqlite';\nexport const sideways = store;\n",
  ],
  [
    'markdown-tree-imports-nothing-of-ours',
    'packages/markdown-tree/src/upward.ts',
    "import { half } from '@maobi/core';\nexport const upward = half;\n",
  ],
  [
    'markdown-tree-runs-in-the-browser',
    'packages/markdown-tree/src/files.ts',
    "import { readFileSync } from 'node:fs';\nexport const files = readFileSync;\n",
  ],
  ['web-imports-contract-only', 'apps/web/src/core.ts', "import { half } from '@maobi/core';\nexport const core = half;\n"],
  ['nothing-imports-apps', 'packages/store-sqlite/src/app.ts', "import '../../../apps/studio/src/main.ts';\n"],
  ['studio-never-imports-web', 'apps/studio/src/page.ts', "import '../../web/src/main.tsx';\n"],
  [
    'testkit-never-in-production',
    'apps/studio/src/pretend.ts',
    "import { scripted } from '@maobi/testkit';\nexport const pretend = scripted;\n",
  ],
  [
    'test-support-never-in-production',
    'packages/core/src/shortcut.ts',
    "import { sample } from './testing/sample.ts';\nexport const shortcut = sample;\n",
  ],
  [
    'native-engine-in-one-place',
    'apps/studio/src/native.ts',
    "import { getLlama } from 'node-llama-cpp';\nexport const native = getLlama;\n",
  ],
  ['database-in-one-place', 'apps/studio/src/rows.ts', "import { Kysely } from 'kysely';\nexport const rows = Kysely;\n"],
  [
    'database-in-one-place',
    'apps/studio/src/driver.ts',
    "import { DatabaseSync } from '@photostructure/sqlite';\nexport const driver = DatabaseSync;\n",
  ],
];

describe('import directions', () => {
  let workspace: PlantedWorkspace;
  let report: string;
  let passed: boolean;

  beforeAll(() => {
    const others = {
      'packages/core/src/ring.ts': "import { back } from './ring-back.ts';\nexport const ring = () => back;\n",
      'packages/core/src/testing/sample.ts': 'export const sample = 1;\n',
    };
    workspace = plantWorkspace({ ...Object.fromEntries(violations.map(([, path, text]) => [path, text])), ...others });
    ({ output: report, passed } = workspace.run(...cruise));
  });
  afterAll(() => workspace[Symbol.dispose]());

  it('accepts a workspace that keeps to the table', () => {
    using sound = plantWorkspace({});
    expect(sound.run(...cruise)).toMatchObject({ passed: true });
  });

  it('fails when anything is reported', () => {
    expect(passed).toBe(false);
  });

  it.each(violations)('%s is reported for %s', (rule, path) => {
    expect(report.split('\n').filter((line) => line.includes(`${rule}: `) && line.includes(path))).not.toEqual([]);
  });

  it('lets tests and what supports them use the testkit', () => {
    const used = "import { scripted } from '@maobi/testkit';\nexport const used = scripted;\n";
    using tested = plantWorkspace({ 'packages/core/src/half.test.ts': used, 'packages/core/src/testing/half.ts': used });
    expect(tested.run(...cruise).output).not.toContain('testkit-never-in-production');
  });
});
