import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleProgram } from '../building/bundle-program.mjs';
import { isSupported } from '../building/node-version.mjs';
import { sourceHash } from '../building/source-hash.mjs';

describe('building', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maobi-building-'));
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/main.ts'), 'console.log("written");\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('bundles a program into one file', async () => {
    writeFileSync(join(folder, 'src/main.ts'), "const { late } = await import('./late.ts');\nconsole.log(late);\n");
    writeFileSync(join(folder, 'src/late.ts'), "export const late: string = 'loaded late';\n");
    await bundleProgram(join(folder, 'src/main.ts'), join(folder, 'program.js'));
    expect(readFileSync(join(folder, 'program.js'), 'utf8')).toContain('loaded late');
  });

  it('writes what the oldest supported Node understands', async () => {
    const open = "const open = () => ({ [Symbol.asyncDispose]: async () => console.log('closed') });\n";
    writeFileSync(
      join(folder, 'src/main.ts'),
      `${open}export async function work() { await using thing = open(); console.log(typeof thing); }\n`,
    );
    await bundleProgram(join(folder, 'src/main.ts'), join(folder, 'program.js'));
    expect(readFileSync(join(folder, 'program.js'), 'utf8')).not.toContain('await using');
  });

  it('refuses a program that brings the testkit with it', async () => {
    writeFileSync(join(folder, 'src/main.ts'), "console.log(await import('@maobi/testkit'));\n");
    await expect(bundleProgram(join(folder, 'src/main.ts'), join(folder, 'program.js'))).rejects.toThrow('@maobi/testkit');
  });

  it('builds anew when a source changes, comes or goes, and not when a test does', () => {
    const before = sourceHash(folder, ['src']);
    writeFileSync(join(folder, 'src/main.test.ts'), '');
    expect(sourceHash(folder, ['src'])).toBe(before);
    writeFileSync(join(folder, 'src/new.ts'), '');
    const grown = sourceHash(folder, ['src']);
    expect(grown).not.toBe(before);
    rmSync(join(folder, 'src/new.ts'));
    expect(sourceHash(folder, ['src'])).toBe(before);
    writeFileSync(join(folder, 'src/main.ts'), 'console.log("changed");\n');
    expect(sourceHash(folder, ['src'])).not.toBe(before);
  });

  it.each([
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['22.1.0', true],
    ['24.21.0', true],
  ])('Node %s is supported: %s', (version, expected) => {
    expect(isSupported(version)).toBe(expected);
  });
});
