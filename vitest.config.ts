import { defineConfig } from 'vitest/config';

const engineTests = '**/*.engine.test.ts';
const left = ['**/node_modules/**', '**/dist/**'];
const oneAtATime = { fileParallelism: false, maxWorkers: 1 } as const;

/** Which tests need what: see "Tests" in AGENTS.md. `npm run check` runs unit and web, `npm test` all of them. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/studio/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'tests/upgrades/**/*.test.ts',
            'benchmarks/**/*.test.ts',
          ],
          exclude: [...left, engineTests],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        extends: './apps/web/vite.config.ts',
        root: './apps/web',
        test: {
          name: 'web',
          include: ['src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: [`packages/${engineTests}`, `apps/${engineTests}`, `models/${engineTests}`],
          exclude: left,
          globalSetup: ['scripts/building/engine-child-for-tests.mjs'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: 'pack',
          include: ['tests/pack/**/*.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          ...oneAtATime,
        },
      },
    ],
  },
});
