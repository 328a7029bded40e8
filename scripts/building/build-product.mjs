import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { bundleProgram } from './bundle-program.mjs';
import { sourceHash } from './source-hash.mjs';

const root = resolve(import.meta.dirname, '../..');

/** The whole product as it is packed: program, engine child, `web/`, `templates/` and the demo model side by side. */
export const productFolder = join(root, 'apps/studio/dist');

/**
 * What Node is given with the program: its garbage is short-lived, and V8 would let 48 MB of it pile up. Whoever calls `maobi` by its name gets it
 * from the program's first line.
 */
export const nodeArguments = ['--max-semi-space-size=1'];

/** All but what only tests need. */
const packageSources = readdirSync(join(root, 'packages'))
  .filter((name) => name !== 'testkit')
  .map((name) => `packages/${name}`);
const everyBuild = ['package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs', 'scripts/building'];

/**
 * A folder of the repository and those of all its packages that it is made of.
 * @param {string} folder
 * @returns {string[]}
 */
export function ownPackagesOf(folder) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const own = Object.keys(dependencies).filter((name) => name.startsWith('@maobi/'));
  return [...new Set([folder, ...own.flatMap((name) => ownPackagesOf(name.replace('@maobi', 'packages')))])];
}

/** What is built, from which sources. Each is left alone while its sources are what they were. */
const parts = [
  {
    name: 'program',
    sources: [...everyBuild, ...packageSources, 'apps/studio/src', 'apps/studio/package.json', 'models/catalogue.json'],
    result: 'maobi.js',
    build: bundlePrograms,
  },
  {
    name: 'pages',
    // the studio's version is in the pages
    sources: [...everyBuild, ...ownPackagesOf('apps/web'), 'apps/studio/package.json'],
    result: 'web/index.html',
    build: buildWeb,
  },
  { name: 'demo model', sources: ['models/demo/maobi-demo.gguf'], result: 'maobi-demo.gguf', build: copyDemoModel },
  { name: 'templates', sources: ['templates'], result: 'templates/free-writing.md', build: copyTemplates },
];

/** Brings `productFolder` up to date. Says what it builds; silent when there is nothing to do. */
export async function buildProduct() {
  for (const part of parts) {
    const hash = sourceHash(root, part.sources);
    const notePath = join(productFolder, '.built', part.name.replace(' ', '-'));
    const isCurrent = existsSync(join(productFolder, part.result)) && existsSync(notePath) && readFileSync(notePath, 'utf8') === hash;
    if (isCurrent) continue;
    const started = performance.now();
    rmSync(notePath, { force: true });
    await part.build();
    mkdirSync(dirname(notePath), { recursive: true });
    writeFileSync(notePath, hash);
    console.error(`built ${part.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
}

/** The same for a person at a terminal: a failure is told without a stack, and the process ends with 1. */
export async function buildOrExplain() {
  try {
    await buildProduct();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('The build failed; what was built before is kept.');
    process.exit(1);
  }
}

async function bundlePrograms() {
  await bundleProgram(join(root, 'apps/studio/src/main.ts'), join(productFolder, 'maobi.js'));
  await bundleProgram(join(root, 'packages/engine-llama/src/child/engine-child.ts'), join(productFolder, 'engine-child.js'));
  chmodSync(join(productFolder, 'maobi.js'), 0o755);
}

function buildWeb() {
  const vite = join(dirname(createRequire(join(root, 'apps/web/package.json')).resolve('vite/package.json')), 'bin/vite.js');
  const outcome = spawnSync(
    process.execPath,
    [vite, 'build', '--outDir', join(productFolder, 'web'), '--emptyOutDir', '--logLevel', 'error'],
    {
      cwd: join(root, 'apps/web'),
      stdio: ['ignore', 2, 2],
      // a test runner that builds has another one, with which React would be the one for developing
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  if (outcome.status !== 0) throw new Error('vite could not build apps/web; see above');
}

function copyDemoModel() {
  mkdirSync(productFolder, { recursive: true });
  copyFileSync(join(root, 'models/demo/maobi-demo.gguf'), join(productFolder, 'maobi-demo.gguf'));
}

/** Anew, so that a template that is gone does not stay behind. */
function copyTemplates() {
  rmSync(join(productFolder, 'templates'), { recursive: true, force: true });
  cpSync(join(root, 'templates'), join(productFolder, 'templates'), { recursive: true });
}
