import type { Studio } from '@maobi/core';
import { afterEach } from 'vitest';
import { createTestStudio, type TestStudioOptions } from './test-studio.ts';

/** Makes studios for the tests of this file, and closes each after the test that opened it. To be called once, at the top. */
export function studiosOfTests(): (options?: TestStudioOptions) => Promise<Studio> {
  const open: Studio[] = [];
  afterEach(async () => {
    for (const studio of open.splice(0)) await studio[Symbol.asyncDispose]();
  });
  return async (options = {}) => {
    const studio = await createTestStudio(options);
    open.push(studio);
    return studio;
  };
}
