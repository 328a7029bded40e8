import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleSystem } from '../testing/samples.ts';
import { Palette } from './palette.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Page() {
  const [isOpen, setIsOpen] = useState(false);
  const open = () => setIsOpen(true);
  return (
    <>
      <textarea aria-label="text" onKeyDown={open} />
      {isOpen && <Palette onClose={() => setIsOpen(false)} onShowShortcuts={open} />}
    </>
  );
}

it('W2: the palette gives the focus back to where it was', async () => {
  new FakeStudio({
    getSystem: () => sampleSystem(),
    listDocuments: () => ({ documents: [], total: 0 }),
    listConversations: () => ({ conversations: [], total: 0 }),
    listTemplates: () => ({ templates: [], problems: [] }),
  });
  await renderStudio(<Page />);
  const text = screen.getByRole('textbox', { name: 'text' });
  text.focus();
  fireEvent.keyDown(text, { key: 'k', ctrlKey: true });
  const field = await screen.findByRole('combobox');
  expect(document.activeElement).toBe(field);
  fireEvent.keyDown(field, { key: 'Escape' });
  await waitFor(() => expect(document.activeElement).toBe(text));
});
