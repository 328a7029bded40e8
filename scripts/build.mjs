import { buildOrExplain } from './building/build-product.mjs';
import { requireSupportedNode } from './building/node-version.mjs';

// `npm run build`: plain JavaScript, since it also runs where TypeScript cannot be loaded yet.
requireSupportedNode();
await buildOrExplain();
