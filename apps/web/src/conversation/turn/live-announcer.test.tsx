import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderStudio } from '../../testing/fake-studio.tsx';
import type { RunView } from '../stream/run-follower.ts';
import { LiveAnnouncer } from './live-announcer.tsx';

afterEach(cleanup);

const viewOf = (phase: RunView['phase'], text: string) => ({ phase, text, reading: null, run: null }) as unknown as RunView;

it('X11: speaks the sentences of an answer in their language, and what is said of it in that of the page', async () => {
  const { rerender } = await renderStudio(<LiveAnnouncer view={viewOf('writing', '')} />);
  rerender(
    <QueryClientProvider client={new QueryClient()}>
      <LiveAnnouncer view={viewOf('ended', '春天来了。')} />
    </QueryClientProvider>,
  );
  const said = screen.getByRole('status');
  expect(said.querySelector('[lang]')).toHaveProperty('lang', 'zh-CN');
  expect(said.querySelector('[lang]')?.textContent.trim()).toBe('春天来了。');
  expect(said.textContent.replace('春天来了。', '').trim()).not.toBe('');
});
