import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { processorBuild } from './processor-build.ts';

const require = createRequire(import.meta.url);
const { optionalDependencies } = JSON.parse(readFileSync(join(dirname(require.resolve('node-llama-cpp')), '../package.json'), 'utf8')) as {
  optionalDependencies: Record<string, string>;
};

describe('processorBuild', () => {
  test.each([
    ['linux', 'x64', '@node-llama-cpp/linux-x64'],
    ['linux', 'arm64', '@node-llama-cpp/linux-arm64'],
    ['win32', 'x64', '@node-llama-cpp/win-x64'],
    ['win32', 'arm64', '@node-llama-cpp/win-arm64'],
    ['darwin', 'x64', '@node-llama-cpp/mac-x64'],
    ['darwin', 'arm64', '@node-llama-cpp/mac-arm64-metal'],
  ] as const)('asks for the build that is shipped for %s %s', (platform, architecture, shipped) => {
    const system = { linux: 'linux', win32: 'win', darwin: 'mac' }[platform];
    const build = processorBuild(platform, architecture);
    expect(`@node-llama-cpp/${system}-${architecture}${build ? `-${build}` : ''}`).toBe(shipped);
    expect(Object.keys(optionalDependencies)).toContain(shipped);
  });
});
