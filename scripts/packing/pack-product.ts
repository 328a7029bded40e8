import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyNativeParts, type NativeParts } from './native-parts.ts';

export interface PackedProduct {
  readonly path: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** Puts the built product into `dist/maobi-<version>.tgz`, ready for `npm i -g`. Everything must be built already. */
export function packProduct(root: string, productFolder: string): PackedProduct {
  const stage = mkdtempSync(join(tmpdir(), 'maobi-pack-'));
  try {
    cpSync(productFolder, join(stage, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.built') });
    for (const name of ['LICENSE', 'README.md', 'README.zh-CN.md', 'CHANGELOG.md']) {
      if (existsSync(join(root, name))) cpSync(join(root, name), join(stage, name));
    }
    const manifest = productManifest(root, copyNativeParts(root, stage));
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    return runNpmPack(stage, join(root, 'dist'));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function productManifest(root: string, { dependencies, optionalDependencies }: NativeParts): Record<string, unknown> {
  const workspace = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  return {
    name: 'maobi',
    version: workspace['version'],
    description: workspace['description'],
    license: workspace['license'],
    type: 'module',
    bin: { maobi: 'dist/maobi.js' },
    engines: workspace['engines'],
    files: ['dist', 'README.zh-CN.md', 'CHANGELOG.md'],
    dependencies,
    bundleDependencies: Object.keys(dependencies),
    optionalDependencies,
  };
}

function runNpmPack(stage: string, destination: string): PackedProduct {
  mkdirSync(destination, { recursive: true });
  // npm names its own program to the scripts it runs; on Windows its command is a batch file, which would need a shell and quotes
  const npm = process.env['npm_execpath'];
  const [program, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm];
  const report = execFileSync(program ?? 'npm', [...first, 'pack', '--ignore-scripts', '--json', '--pack-destination', destination], {
    cwd: stage,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const answer = JSON.parse(report) as PackReport[] | Record<string, PackReport>;
  const packed = Array.isArray(answer) ? answer[0] : Object.values(answer)[0]; // npm 12 answers by package name
  if (packed === undefined) throw new Error('npm pack reported nothing');
  return { path: join(destination, packed.filename), packedBytes: packed.size, unpackedBytes: packed.unpackedSize };
}

interface PackReport {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
}
