import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantWorkspace, type PlantedWorkspace } from './planted-workspace.ts';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const longFunction = `export function long(value: number): number {\n  let sum = value;\n${lines(60, '  sum += 1;')}  return sum;\n}\n`;
const tangled = `export function tangled(value: number): number {\n${lines(15, '  if (value > 1) value -= 1;')}  return value;\n}\n`;
const deep = `export function deep(value: number): void {\n${lines(5, 'if (value > 1) {')}value.toFixed();\n${lines(5, '}')}}\n`;

/** Rule, and a file that breaks it. */
const violations: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['max-lines', 'packages/core/src/long-file.ts', lines(401, 'export {};')],
  ['max-lines', 'packages/core/src/long-file.test.ts', lines(401, 'export {};')],
  ['max-lines-per-function', 'packages/core/src/long-function.ts', longFunction],
  ['complexity', 'packages/core/src/tangled.ts', tangled],
  ['max-depth', 'packages/core/src/deep.ts', deep],
  ['max-params', 'packages/core/src/many.ts', 'export const many = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];\n'],
  ['no-default-export', 'packages/core/src/default-export.ts', 'const value = 1;\nexport default value;\n'],
  ['filename-case', 'packages/core/src/CamelCase.ts', 'export {};\n'],
  ['no-explicit-any', 'packages/core/src/loose.ts', 'export const loose = (value: any): unknown => value;\n'],
  ['no-empty', 'packages/core/src/swallow.ts', 'try {\n  JSON.parse("");\n} catch {}\n'],
  ['no-warning-comments', 'packages/core/src/later.ts', '// TODO later\nexport {};\n'],
  ['no-non-null-assertion', 'packages/core/src/sure.ts', 'export const sure = (value: string | null): string => value!;\n'],
  ['no-console', 'packages/engine-llama/src/chatty.ts', 'console.log("loaded");\n'],
  [
    'no-restricted-imports',
    'packages/engine-llama/src/deep-import.ts',
    "import { half } from '@maobi/core/src/half.ts';\nexport const deep = half;\n",
  ],
  ['no-restricted-globals', 'packages/core/src/network.ts', 'export const page = () => fetch("http://localhost");\n'],
  ['no-restricted-globals', 'packages/core/src/wait.ts', 'setTimeout(() => undefined, 1);\n'],
  ['no-restricted-globals', 'packages/core/src/environment.ts', 'export const home = process.env["HOME"];\n'],
  ['no-restricted-properties', 'packages/core/src/clock.ts', 'export const now = () => Date.now();\n'],
  ['no-restricted-properties', 'packages/core/src/dice.ts', 'export const roll = () => Math.random();\n'],
];

describe('lint', () => {
  let workspace: PlantedWorkspace;
  let report: string;
  let passed: boolean;

  beforeAll(() => {
    workspace = plantWorkspace(Object.fromEntries(violations.map(([, path, text]) => [path, text])));
    ({ output: report, passed } = workspace.run('oxlint/bin/oxlint', '--format', 'unix'));
  });
  afterAll(() => workspace[Symbol.dispose]());

  it('accepts a workspace that breaks no rule', () => {
    using sound = plantWorkspace({});
    expect(sound.run('oxlint/bin/oxlint')).toMatchObject({ passed: true });
  });

  it('fails when anything is reported', () => {
    expect(passed).toBe(false);
  });

  it.each(violations)('%s is reported for %s', (rule, path) => {
    expect(report.split('\n').filter((line) => line.startsWith(path) && line.includes(`(${rule})`))).not.toEqual([]);
  });

  it.each(['packages/core/src/clock.test.ts', 'apps/studio/src/clock.ts'])('lets %s read the clock', (path) => {
    using other = plantWorkspace({ [path]: 'export const now = () => Date.now();\n' });
    expect(other.run('oxlint/bin/oxlint')).toMatchObject({ passed: true });
  });

  it('lets a test have long functions', () => {
    using tested = plantWorkspace({ 'packages/core/src/long.test.ts': longFunction });
    expect(tested.run('oxlint/bin/oxlint')).toMatchObject({ passed: true });
  });
});
