import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../scripts/building/bundle-program.mjs';

const studio = new URL('./studio-main.ts', import.meta.url);
const engine = new URL('../../packages/engine-llama/src/child/engine-child.ts', import.meta.url);
const folder = new URL('../../.cache/tests/faults/', import.meta.url);

/** Bundles the studio that these tests kill, once: from sources each of its many starts takes four seconds longer. */
export async function setup(): Promise<void> {
  await bundleProgram(fileURLToPath(studio), fileURLToPath(new URL('studio-main.js', folder)), { mayBringTestkit: true });
  await bundleProgram(fileURLToPath(engine), fileURLToPath(new URL('engine-child.js', folder)));
}
