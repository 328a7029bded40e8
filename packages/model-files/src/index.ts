/**
 * Model files on disk: the catalogue, downloads that survive anything, files used where they lie, the bundled demo, and
 * files with random weights for measuring.
 * Implements core's ModelFiles port; called by the app that composes the studio.
 */
export { bundledCatalogue } from './bundled-catalogue.ts';
export { parseCatalogue, type Catalogue, type CatalogueEntry } from './catalogue.ts';
export type { DownloadLimits } from './download.ts';
export { openModelFiles, type ModelFilesOptions } from './open-model-files.ts';
export { inspectFile } from './inspect-file.ts';
export {
  syntheticQuantisations,
  syntheticShapes,
  type SyntheticQuantisation,
  type SyntheticShape,
  type SyntheticShapeName,
} from './synthetic/synthetic-shape.ts';
export { syntheticModelBytes, writeSyntheticModel, type SyntheticModelRequest } from './synthetic/write-synthetic-model.ts';
