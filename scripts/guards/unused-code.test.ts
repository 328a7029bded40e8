import { describe, expect, it } from 'vitest';
import { plantWorkspace } from './planted-workspace.ts';

const knip = ['knip/bin/knip.js', '--no-config-hints'] as const;
const strict = [...knip, '--strict', '--include', 'unlisted,dependencies'] as const;

describe('unused code', () => {
  it('accepts a workspace in which everything is used', () => {
    using sound = plantWorkspace({});
    expect(sound.run(...knip)).toMatchObject({ passed: true });
    expect(sound.run(...strict)).toMatchObject({ passed: true });
  });

  it('reports a file nobody imports, an export nobody uses and a dependency nobody needs', () => {
    using workspace = plantWorkspace({
      'packages/core/src/orphan.ts': 'export const orphan = 1;\n',
      'packages/contract/src/limit.ts': 'export const limit = 3;\nexport const spare = 4;\n',
      'packages/testkit/package.json': JSON.stringify({
        name: '@maobi/testkit',
        version: '0.1.0',
        type: 'module',
        exports: { '.': './src/index.ts' },
        dependencies: { '@maobi/core': '0.1.0', kysely: '0.28.18' },
      }),
    });
    const { passed, output } = workspace.run(...knip);
    expect(passed).toBe(false);
    expect(output).toContain('packages/core/src/orphan.ts');
    expect(output).toContain('spare');
    expect(output).toMatch(/kysely\s+packages\/testkit\/package\.json/);
  });

  it('reports an import that works only because npm hoists', () => {
    using workspace = plantWorkspace({
      'packages/store-sqlite/src/index.ts':
        "import { half } from '@maobi/core';\nimport { z } from 'zod';\nexport const store = { half, z };\n",
    });
    const { passed, output } = workspace.run(...strict);
    expect(passed).toBe(false);
    expect(output).toMatch(/zod\s+packages\/store-sqlite\/src\/index\.ts/);
  });
});
