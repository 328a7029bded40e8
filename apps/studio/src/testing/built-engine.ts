import { join } from 'node:path';
import { createLlamaEngine } from '@maobi/engine-llama';
import { inject } from 'vitest';

/** The real engine, whose process is that of the product: from sources each start of one takes seconds longer. */
export function builtEngine(options: { readonly threads?: number } = {}): ReturnType<typeof createLlamaEngine> {
  return createLlamaEngine({ ...options, childEntry: { path: join(inject('productFolder'), 'engine-child.js'), execArgv: [] } });
}
