import studioPackage from '../package.json' with { type: 'json' };

/** Of the product. */
export const version: string = studioPackage.version;
