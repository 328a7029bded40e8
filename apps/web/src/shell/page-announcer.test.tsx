import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { navigate } from 'wouter/use-browser-location';
import { PageAnnouncer } from './page-announcer.tsx';
import { useTitlePart } from './title-part.ts';

beforeEach(() => navigate('/documents/a'));
afterEach(() => {
  cleanup();
  navigate('/');
});

function Page({ pageName, name = null }: { readonly pageName: string; readonly name?: string | null }) {
  useTitlePart('name', name);
  return <PageAnnouncer pageName={pageName} />;
}

it('X17 tells the name of a page that comes, of what is open its own, once it is there; not of the page that is loaded', () => {
  const page = render(<Page pageName="Documents" name="On libraries" />);
  const told: string[] = [];
  const goTo = (path: string, shown: Parameters<typeof Page>[0]) => {
    act(() => navigate(path));
    page.rerender(<Page {...shown} />);
    told.push(screen.getByRole('status').textContent);
  };
  expect(screen.getByRole('status').textContent).toBe('');
  goTo('/queue', { pageName: 'Queue' });
  goTo('/documents/b', { pageName: 'Documents' });
  page.rerender(<Page pageName="Documents" name="On lighthouses" />);
  told.push(screen.getByRole('status').textContent);
  goTo('/library?order=age', { pageName: 'All documents' });
  expect(told).toEqual(['Queue', '', 'On lighthouses', 'All documents']);
});
