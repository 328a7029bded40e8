import { describe, expect, it } from 'vitest';
import { plantWorkspace } from './planted-workspace.ts';

describe('format and types', () => {
  it('report a file that prettier would write otherwise', () => {
    using workspace = plantWorkspace({ 'packages/core/src/ugly.ts': 'export const  ugly = "x"\n' });
    const { passed, output } = workspace.run('prettier/bin/prettier.cjs', '--check', 'packages');
    expect(passed).toBe(false);
    expect(output).toContain('packages/core/src/ugly.ts');
    expect(output).not.toContain('packages/core/src/half.ts');
  });

  it.each([
    ['a wrong type', "export const wrong: number = 'one';\n", 'TS2322'],
    ['an index that may be missing', 'export const first = (list: number[]): number => list[0];\n', 'TS2322'],
    ['an enum, which Node cannot strip', 'export enum Kind {\n  one,\n}\n', 'TS1294'],
  ])('report %s', (_name, text, code) => {
    using workspace = plantWorkspace({ 'packages/core/src/wrong.ts': text });
    const { passed, output } = workspace.run('ts7/bin/tsc', '-p', 'tsconfig.json');
    expect(passed).toBe(false);
    expect(output).toContain('packages/core/src/wrong.ts');
    expect(output).toContain(code);
  });

  it('accept the sound workspace', () => {
    using sound = plantWorkspace({});
    expect(sound.run('ts7/bin/tsc', '-p', 'tsconfig.json')).toMatchObject({ passed: true, output: '' });
  });
});
