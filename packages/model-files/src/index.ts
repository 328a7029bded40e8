/**
 * Model files on disk: the catalogue, downloads that survive anything, files used where they lie, and the bundled demo.
 * Implements core's ModelFiles port; called by the app that composes the studio.
 */
export { bundledCatalogue } from './bundled-catalogue.ts';
export { parseCatalogue, type Catalogue, type CatalogueEntry } from './catalogue.ts';
export type { DownloadLimits } from './download.ts';
export { openModelFiles, type ModelFilesOptions } from './open-model-files.ts';
