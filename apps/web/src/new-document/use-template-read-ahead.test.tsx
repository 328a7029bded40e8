import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeStudio } from '../testing/fake-studio.tsx';
import { useTemplateReadAhead } from './use-template-read-ahead.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('G19 asks for the beginning of the template that is stayed with, and for none of free writing', async () => {
  const { calls } = new FakeStudio({ warmStart: () => ({}) });
  const { rerender } = renderHook(({ template }) => useTemplateReadAhead(template, 'zh'), {
    initialProps: { template: null as string | null },
  });
  await vi.advanceTimersByTimeAsync(2000);
  for (const template of ['weekly-report', 'e-mail', 'essay']) {
    rerender({ template });
    await vi.advanceTimersByTimeAsync(300);
  }
  await vi.advanceTimersByTimeAsync(2000);
  expect(calls.map(({ body }) => body)).toEqual([{ language: 'zh', template: 'essay' }]);
});
