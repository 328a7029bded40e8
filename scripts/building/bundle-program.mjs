import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Bundles a program and all it needs, except the packages with compiled code, into one folder: `import.meta.url` then names
 * the folder in which the pages and the demo model lie. What is imported when it is needed lies in files of its own, named after the
 * program: a server that never reads a spreadsheet never holds the code for it.
 * @param {string} entry
 * @param {string} target path of the program
 * @param {{ mayBringTestkit?: boolean }} [options] for programs that are no product
 */
export async function bundleProgram(entry, target, { mayBringTestkit = false } = {}) {
  const { rolldown } = await import('rolldown');
  const name = basename(target, '.js');
  const folder = dirname(target);
  const bundle = await rolldown({
    input: { [name]: entry },
    platform: 'node',
    transform: { target: 'node20.19' }, // the oldest that the product runs on
    external: [/^node:/, /^node-llama-cpp$/, /^@node-llama-cpp\//, /^@photostructure\/sqlite$/],
    plugins: mayBringTestkit ? [] : [refuseTestkit],
    logLevel: 'warn',
  });
  try {
    const { output } = await bundle.write({
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: `${name}-[name]-[hash].js`,
    });
    const written = new Set(output.map(({ fileName }) => fileName));
    const isLeftOver = (/** @type {string} */ file) => file.startsWith(`${name}-`) && file.endsWith('.js') && !written.has(file);
    for (const file of readdirSync(folder).filter(isLeftOver)) rmSync(join(folder, file));
  } finally {
    await bundle.close();
  }
}

/** The scripted engine must never be what a writer gets. */
const refuseTestkit = {
  name: 'refuse-testkit',
  /** @param {string} specifier @param {string | undefined} importer */
  resolveId(specifier, importer) {
    if (specifier === '@maobi/testkit') throw new Error(`${importer} brings @maobi/testkit into the product`);
    return null;
  },
};
