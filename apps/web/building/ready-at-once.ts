import type { Plugin } from 'vite';

/**
 * Has Chromium make all functions of these files ready to run beside the page, while the files come. Else it stops the page for each of a thousand
 * functions when that is first called. Other browsers take it for the comment that it is; it counts in the first line only.
 */
export function readyAtOnce(names: readonly string[]): Plugin {
  return {
    name: 'ready-at-once',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const name of names) {
          const chunk = Object.values(bundle).find((output) => output.type === 'chunk' && output.name === name);
          if (chunk?.type !== 'chunk') throw new Error(`No chunk is named ${name}.`);
          chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
        }
      },
    },
  };
}
