import { runInThisContext } from 'node:vm';
import { afterAll, vi } from 'vitest';

/*
 * Each test file has a context of its own in a thread that stays (`vmThreads`). It does not see what Node has of browsers' own, and happy-dom has
 * not, or in a way that does not fit the rest; and it shares the classes of happy-dom with the files before and after it.
 */
const nodesOwn = [
  'DecompressionStream',
  'Headers',
  'MessageChannel',
  'ReadableStream',
  'Request',
  'Response',
  'TextDecoderStream',
  'TransformStream',
];

for (const name of nodesOwn) Object.assign(globalThis, { [name]: runInThisContext(name) as unknown });

// a file that needs no page has none
const classes = typeof Element === 'undefined' ? [] : [Element, HTMLElement, HTMLTextAreaElement, Range];
const shared = classes.map(({ prototype }) => ({
  prototype,
  properties: Object.getOwnPropertyDescriptors(prototype),
}));

afterAll(async () => {
  await vi.dynamicImportSettled();
  vi.restoreAllMocks();
  for (const { prototype, properties } of shared) {
    for (const name of Reflect.ownKeys(prototype)) if (!(name in properties)) Reflect.deleteProperty(prototype, name);
    Object.defineProperties(prototype, properties);
  }
});
