import { buildProduct, productFolder } from './build-product.mjs';

/**
 * Builds the product once for all tests that start it or parts of it: from sources each process starts seconds later.
 * @param {import('vitest/node').TestProject} project
 */
export async function setup(project) {
  await buildProduct();
  project.provide('productFolder', productFolder);
}
