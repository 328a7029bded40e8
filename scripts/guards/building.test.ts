import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleProgram } from '../building/bundle-program.mjs';
import { ownPackagesOf } from '../building/build-product.mjs';
import { isSupported } from '../building/node-version.mjs';
import { sourceHash } from '../building/source-hash.mjs';

describe('building', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maobi-building-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/main.ts'), 'console.log("written");\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps what is needed late in a file of its own, and leaves none of an earlier build', async () => {
    writeFileSync(join(folder, 'src/main.ts'), "const { late } = await import('./late.ts');\nconsole.log(late);\n");
    writeFileSync(join(folder, 'src/late.ts'), "export const late: string = 'loaded late';\n");
    const build = () => bundleProgram(join(folder, 'src/main.ts'), join(folder, 'program.js'));
    const late = () => readdirSync(folder).filter((name) => /^program-.*\.js$/.test(name));
    const run = () => execFileSync(process.execPath, [join(folder, 'program.js')], { encoding: 'utf8' });
    await build();
    const first = late();
    expect(run()).toBe('loaded late\n');
    expect(readFileSync(join(folder, 'program.js'), 'utf8')).not.toContain('loaded late');
    writeFileSync(join(folder, 'src/late.ts'), "export const late: string = 'loaded later';\n");
    await build();
    expect(run()).toBe('loaded later\n');
    expect(late()).toHaveLength(first.length);
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

  it('builds the pages anew when any package changes that they are made of', () => {
    expect(ownPackagesOf('apps/web').toSorted()).toEqual(['apps/web', 'packages/contract', 'packages/markdown-tree']);
  });

  it.each([
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['21.7.0', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['23.0.0', true],
    ['24.21.0', true],
  ])('Node %s is supported: %s', (version, expected) => {
    expect(isSupported(version)).toBe(expected);
  });
});
