import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sampleDocument } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleTemplate } from '../testing/template-samples.ts';
import { BriefDialog } from './brief-dialog.tsx';
import type { DocumentActions } from './document-actions.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const characters = {
  name: 'characters',
  label: { zh: '人物', en: 'Characters' },
  kind: 'long-text',
  isRequired: true,
  hint: null,
  choices: [],
  default: null,
} as const;

it('changes what the template asked for, and keeps nothing that cannot be had (S11)', async () => {
  const template = sampleTemplate({ id: 'story', fields: [{ ...characters, choices: [] }] });
  new FakeStudio({ listTemplates: () => ({ templates: [template], problems: [] }) });
  const change = vi.fn<DocumentActions['change']>(async () => undefined);
  const brief = { ...sampleDocument().brief, template: 'story', fields: { characters: 'Ada' }, words: template.length.default.en };
  await renderStudio(<BriefDialog brief={brief} actions={{ change } as unknown as DocumentActions} onClose={() => undefined} />);
  const field = await screen.findByLabelText<HTMLTextAreaElement>(/Characters/);
  expect(field.value).toBe('Ada');
  const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });
  fireEvent.change(field, { target: { value: ' ' } });
  await screen.findByText('Still to fill in: Characters.');
  expect(save.disabled).toBe(true);
  fireEvent.change(field, { target: { value: 'Ada, who counts' } });
  fireEvent.click(save);
  await waitFor(() => expect(change).toHaveBeenCalledWith({ brief: { ...brief, fields: { characters: 'Ada, who counts' } } }));
});
