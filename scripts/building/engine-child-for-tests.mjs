import { join, resolve } from 'node:path';
import { bundleProgram } from './bundle-program.mjs';

const source = resolve(import.meta.dirname, '../../packages/engine-llama/src/child/engine-child.ts');
const target = join(resolve(import.meta.dirname, '../../packages/engine-llama/dist'), 'engine-child.js');

/**
 * Bundles the engine process once for all tests that start it: from sources each start takes two seconds longer.
 * @param {import('vitest/node').TestProject} project
 */
export async function setup(project) {
  await bundleProgram(source, target);
  project.provide('engineChild', target);
}
