import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { layoutProblems } from '../checks/layout.ts';
import { lockFileProblems, pinProblems } from '../checks/lock-file.ts';
import { migrationProblems } from '../checks/migrations.ts';

const clean = { path: 'packages/core/src/half.ts', text: "export { half } from './whole.ts';\nexport const date = new Date(0);\n" };

describe('layout', () => {
  it('accepts what keeps to the conventions', () => {
    const readsClockInTest = { path: 'packages/core/src/half.test.ts', text: 'export const now = new Date();\n' };
    expect(layoutProblems([clean, readsClockInTest])).toEqual([]);
  });

  it.each([
    ['a folder of leftovers', 'packages/core/src/utils/half.ts', ''],
    ['an export of everything', 'packages/core/src/all.ts', "export * from './half.ts';\n"],
    ['a second suffix for tests', 'packages/core/src/half.spec.ts', ''],
    ['a clock in core', 'packages/core/src/time.ts', 'export const now = () => new Date();\n'],
    ['an index.ts that is no front door', 'packages/core/src/runs/index.ts', ''],
  ])('reports %s', (_name, path, text) => {
    const problems = layoutProblems([clean, { path, text }]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(path);
  });
});

describe('lock file', () => {
  const engine = { version: '3.21.1', optionalDependencies: { '@engine/linux': '3.21.1' } };

  it('accepts a platform package beside or above its user', () => {
    const above = { 'node_modules/engine': engine, 'node_modules/@engine/linux': { version: '3.21.1' } };
    const inside = { 'node_modules/engine': engine, 'node_modules/engine/node_modules/@engine/linux': { version: '3.21.1' } };
    expect(lockFileProblems({ packages: above })).toEqual([]);
    expect(lockFileProblems({ packages: inside })).toEqual([]);
  });

  it('reports a platform package that is lost or at another version', () => {
    expect(lockFileProblems({ packages: { 'node_modules/engine': engine } })).toEqual([expect.stringContaining('@engine/linux')]);
    const older = { 'node_modules/engine': engine, 'node_modules/@engine/linux': { version: '3.20.0' } };
    expect(lockFileProblems({ packages: older })).toEqual([expect.stringContaining('3.20.0')]);
  });

  it('reports a dependency that is not pinned', () => {
    const dependencies = { hono: '^4.13.19', zod: '4.6.7', ts7: 'npm:typescript@7.0.2', empty: 'file:./tools/empty-pkg' };
    expect(pinProblems('package.json', { dependencies })).toEqual([expect.stringContaining('hono')]);
  });
});

describe('migrations', () => {
  const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
  const first = { name: '0001-initial.sql', text: 'create table a (id text);' };
  const second = { name: '0002-more.sql', text: 'create table b (id text);' };
  const list = `${sum(first.text)}  ${first.name}\n${sum(second.text)}  ${second.name}\n`;

  it('accepts consecutive migrations that are what was listed', () => {
    expect(migrationProblems([first, second], list)).toEqual([]);
  });

  it('reports one that was edited, is not listed, is out of order, or is gone', () => {
    expect(migrationProblems([{ ...first, text: 'drop table a;' }, second], list)).toEqual([expect.stringContaining('was changed')]);
    expect(migrationProblems([first, second], list.split('\n')[0]!)).toEqual([expect.stringContaining('checksums.txt')]);
    expect(migrationProblems([first, { ...second, name: '0003-more.sql' }], list)).toContainEqual(expect.stringContaining('consecutive'));
    expect(migrationProblems([first], list)).toEqual([expect.stringContaining('gone')]);
  });
});
