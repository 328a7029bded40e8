import catalogueFile from '../../../models/catalogue.json' with { type: 'json' };
import { parseCatalogue, type Catalogue } from './catalogue.ts';

/** The catalogue that belongs to this version of the program: `models/catalogue.json`, part of the bundle. */
export const bundledCatalogue: Catalogue = parseCatalogue(catalogueFile);
