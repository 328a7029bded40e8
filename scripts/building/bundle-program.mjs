import { basename, dirname } from 'node:path';

/**
 * Bundles a program and all it needs, except the packages with compiled code, into one file: `import.meta.url` then names
 * the folder in which the pages and the demo model lie.
 * @param {string} entry
 * @param {string} target path of the file written
 */
export async function bundleProgram(entry, target) {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: { [basename(target, '.js')]: entry },
    platform: 'node',
    transform: { target: 'node20.19' }, // the oldest that the product runs on
    external: [/^node:/, /^node-llama-cpp$/, /^@node-llama-cpp\//, /^@photostructure\/sqlite$/],
    plugins: [refuseTestkit],
    logLevel: 'warn',
  });
  try {
    await bundle.write({ dir: dirname(target), format: 'esm', entryFileNames: '[name].js', codeSplitting: false });
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
