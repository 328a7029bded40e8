import { resolve } from 'node:path';
import { buildProduct, productFolder } from './building/build-product.mjs';
import { packProduct } from './packing/pack-product.ts';

/** `npm run pack`: builds what has changed and writes `dist/maobi-<version>.tgz`. */
await buildProduct();
const { path, packedBytes, unpackedBytes } = packProduct(resolve(import.meta.dirname, '..'), productFolder);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(`${path}: ${megabytes(packedBytes)}, unpacked ${megabytes(unpackedBytes)}`);
