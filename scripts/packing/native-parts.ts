import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * The packages with compiled code and what of each is left out: sources, their build recipes (npm compiles whatever has a
 * binding.gyp), documentation.
 */
const nativeParts: Readonly<Record<string, RegExp>> = {
  'node-llama-cpp': /^(llama\/(?!grammars|[^/]+\.json$)|templates\/|bins\/)/,
  '@photostructure/sqlite': /^(src\/|scripts\/|binding\.gyp$)/,
};
const neverNeeded = /\.(d\.[cm]?ts|map|tsbuildinfo)$/;

/** Only used to compile, which the packed product never does. */
const compilingOnly = ['cmake-js', 'node-addon-api'];

/** node-llama-cpp's packages of compiled code for CPUs (and Metal, which is part of macOS). */
const enginePlatforms = ['linux-x64', 'linux-arm64', 'linux-armv7l', 'mac-arm64-metal', 'mac-x64', 'win-x64', 'win-arm64'];

/** What the product's manifest must say about the parts copied. */
export interface NativeParts {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

/**
 * Copies the native packages and the JavaScript they need into `target`/node_modules, without their install scripts and
 * without node-llama-cpp's wish for 600 MB of CUDA and Vulkan code: `overrides` keep those away from a clone, but do not
 * reach people who install a package.
 */
export function copyNativeParts(root: string, target: string): NativeParts {
  const folders = new Set<string>();
  for (const name of Object.keys(nativeParts)) collect(join(root, 'node_modules', name), root, folders);
  for (const folder of folders) copyPackage(folder, join(target, relative(root, folder)));
  const names = Object.keys(nativeParts);
  const dependencies = Object.fromEntries(names.map((name) => [name, stripManifest(join(target, 'node_modules', name))]));
  const engineVersion = dependencies['node-llama-cpp'] ?? '';
  const optionalDependencies = Object.fromEntries(enginePlatforms.map((platform) => [`@node-llama-cpp/${platform}`, engineVersion]));
  return { dependencies, optionalDependencies };
}

function copyPackage(folder: string, target: string): void {
  const { name } = readManifest(folder);
  const leftOut = nativeParts[name];
  const filter = (path: string): boolean => {
    const inside = relative(folder, path).replaceAll('\\', '/');
    return !(neverNeeded.test(inside) || leftOut?.test(inside) || inside.split('/').includes('node_modules'));
  };
  cpSync(folder, target, { recursive: true, filter, dereference: true });
}

/** Takes install scripts and optional packages out of a manifest; returns its version. */
function stripManifest(folder: string): string {
  const manifest = readManifest(folder);
  const kept = ['name', 'version', 'description', 'license', 'repository', 'type', 'main', 'module', 'exports'] as const;
  const dependencies = Object.fromEntries(Object.entries(manifest.dependencies ?? {}).filter(([name]) => !compilingOnly.includes(name)));
  const stripped = { ...Object.fromEntries(kept.map((field) => [field, manifest[field]])), dependencies };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(stripped, null, 2)}\n`);
  return manifest.version;
}

/** The package of this folder and all it needs, each found as Node finds it. */
function collect(folder: string, root: string, found: Set<string>): void {
  if (found.has(folder)) return;
  found.add(folder);
  for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
    if (!compilingOnly.includes(name)) collect(resolvePackage(folder, name, root), root, found);
  }
}

function resolvePackage(from: string, name: string, root: string): string {
  for (let folder = from; folder.startsWith(root); folder = join(folder, '..')) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  throw new Error(`${name}, needed by ${from}, is not installed; run npm ci`);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
