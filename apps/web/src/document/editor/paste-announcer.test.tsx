import '../../language/language.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PasteAnnouncer } from './paste-announcer.tsx';

afterEach(cleanup);

it('W10: a paste that takes long is told to a screen reader, and that it stands there; a short one is not', async () => {
  const { rerender } = render(<PasteAnnouncer isPasting />);
  rerender(<PasteAnnouncer isPasting={false} />);
  expect(screen.getByRole('status').textContent).toBe('');
  rerender(<PasteAnnouncer isPasting />);
  expect(await screen.findByText(/^(?:正在放入…|Inserting…)$/)).toBeTruthy();
  rerender(<PasteAnnouncer isPasting={false} />);
  expect(screen.getByRole('status').textContent).toMatch(/^(?:放好了。|Inserted\.)$/);
});
