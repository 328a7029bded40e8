import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const engineTests = '**/*.engine.test.ts';
const left = ['**/node_modules/**', '**/dist/**'];

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built product lies. */
    productFolder: string;
  }
}

/** Many small files. Half the time of a process goes by while the disk, or a scripted engine that writes at its pace, has it wait: two more than processors. */
const small = { maxWorkers: availableParallelism() + 2, sequence: { groupOrder: 0 }, testTimeout: 20_000 } as const;
/** Many small files that compute all the time. */
const pages = { maxWorkers: '100%', sequence: { groupOrder: 1 }, testTimeout: 20_000 } as const;
/**
 * Each file has engines, servers or browsers of its own, on one half of the processors. Two workers share each half: a third of the time of one goes by
 * until a process has ended, a clock has run down or the disk has kept something.
 */
const heavy = {
  maxWorkers: 4,
  setupFiles: ['tests/share-of-processors.ts'],
  sequence: { groupOrder: 2 },
  testTimeout: 120_000,
  hookTimeout: 120_000,
};
/** A browser computes all the time. */
const browsers = { ...heavy, maxWorkers: 2, sequence: { groupOrder: 3 } };
/**
 * Begins with what has the longest files and ends with many short ones, so that nobody waits alone for a long one at the end. Without times of an
 * earlier run, which a clone has not, vitest takes the projects by their names, the packed product last, and their files by their sizes.
 */
class LongestFirst extends BaseSequencer {
  static readonly longest = [
    /\/tests\/pack\//u,
    /\/tests\/faults\//u,
    /\.engine\.test\.ts$/u,
    /\/tests\/e2e\/every-page(?:-larger)?\.test\.ts$/u,
  ];

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const matching = (pattern: RegExp) => sorted.filter(({ moduleId }) => pattern.test(moduleId));
    return [...new Set([...LongestFirst.longest.flatMap(matching), ...sorted])];
  }
}

const builtProduct = 'scripts/building/product-for-tests.mjs';

/** Which tests need what: see "Tests" in AGENTS.md. `npm run check` runs unit and web, `npm test` all of them. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
          ...small,
          // what a file has loaded serves the next one too: nothing there keeps state in a module
          isolate: false,
        },
      },
      {
        extends: './apps/web/vite.config.ts',
        root: './apps/web',
        test: {
          name: 'web',
          include: ['src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: [resolve(import.meta.dirname, 'apps/web/src/testing/own-context.ts')],
          // a context for each file in threads that stay: happy-dom is loaded once for each thread, not for each file
          pool: 'vmThreads',
          ...pages,
        },
      },
      {
        test: {
          name: 'engine',
          include: [`packages/${engineTests}`, `apps/${engineTests}`, `models/${engineTests}`],
          exclude: left,
          globalSetup: [builtProduct],
          environment: 'node',
          ...heavy,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/faults/bundle-studio.ts'],
          environment: 'node',
          // as in unit: no file keeps state in a module
          isolate: false,
          ...heavy,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: [builtProduct, 'tests/e2e/measured-home.ts'],
          environment: 'node',
          // playwright and a browser are started once for each worker, not for each file: see sharedBrowser
          isolate: false,
          expect: { poll: { timeout: 30_000 } },
          ...browsers,
        },
      },
      {
        test: {
          name: 'pack',
          include: ['tests/pack/**/*.test.ts'],
          globalSetup: [builtProduct],
          environment: 'node',
          ...heavy,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
