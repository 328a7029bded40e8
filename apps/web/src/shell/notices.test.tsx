import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { setConnection } from '../studio/connection.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { Notices } from './notices.tsx';

afterEach(() => {
  cleanup();
  setConnection('connecting');
  vi.unstubAllGlobals();
});

it('R1 a studio that does not answer: what happened, that nothing is lost, and what to do; gone once it answers', async () => {
  new FakeStudio({ getSystem: () => sampleSystem() });
  await renderStudio(<Notices showsDemo={false} />);
  const told = screen.getByRole('status');
  setConnection('lost');
  await waitFor(() => expect(told.textContent).toMatch(/does not answer.*reconnecting by itself.*safe on disk.*run maobi again/u));
  setConnection('online');
  await waitFor(() => expect(told.textContent).not.toContain('does not answer'));
});
