import { plainBrief, type Brief, type DocumentDetail, type ErrorBody } from '@maobi/contract';
import { QueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../studio/keys.ts';
import { sampleDocument } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleTemplate } from '../testing/template-samples.ts';
import { Toaster } from '../toasts/toaster.tsx';
import { BriefDialog } from './brief-dialog.tsx';
import { DocumentActions } from './document-actions.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
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
const template = sampleTemplate({ id: 'story', fields: [{ ...characters, choices: [] }] });
const conflict: ErrorBody = { code: 'conflict', message: 'changed', retryable: false };

/** The brief of a document as the studio keeps it, and the dialog, which can be opened again. */
async function open(brief: Brief) {
  let kept: DocumentDetail = sampleDocument({ brief });
  new FakeStudio({
    listTemplates: () => ({ templates: [template], problems: [] }),
    getDocument: () => kept,
    updateDocument: ({ body }) => {
      const { revision, ...fields } = body as Pick<DocumentDetail, 'revision' | 'brief'>;
      if (revision !== kept.revision) return conflict;
      return (kept = { ...kept, ...fields, revision: revision + 1 });
    },
  });
  const cache = new QueryClient();
  cache.setQueryData(keys.document(kept.id), kept);
  const onClose = vi.fn<() => void>(() => cleanup());
  const actions = new DocumentActions(cache, kept.id);
  const show = async () => {
    await renderStudio(<BriefDialog brief={kept.brief} actions={actions} onClose={onClose} />);
    await renderStudio(<Toaster />);
  };
  await show();
  const elsewhere = (fields: Partial<Brief>) => (kept = { ...kept, revision: kept.revision + 1, brief: { ...kept.brief, ...fields } });
  return { brief: () => kept.brief, onClose, show, elsewhere };
}

const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name);
const type = (name: string | RegExp, value: string) => fireEvent.change(field(name), { target: { value } });
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }));
const close = () => fireEvent.keyDown(field('Topic'), { key: 'Escape' });

describe('topic and wishes', () => {
  it('change what the template asked for, and keep nothing that cannot be had (S11)', async () => {
    const asked = { ...sampleDocument().brief, template: 'story', fields: { characters: 'Ada' }, words: template.length.default.en };
    const { brief } = await open(asked);
    expect((await screen.findByLabelText<HTMLTextAreaElement>(/Characters/)).value).toBe('Ada');
    type(/Characters/, ' ');
    await screen.findByText('Still to fill in: Characters.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
    type(/Characters/, 'Ada, who counts');
    save();
    await waitFor(() => expect(brief()).toEqual({ ...asked, fields: { characters: 'Ada, who counts' } }));
  });

  it('S14 leave a document open-ended until the writer sets a length', async () => {
    const openEnded = plainBrief({ topic: 'Fog', language: 'en', words: 900, isOpenEnded: true });
    const { brief, onClose, show } = await open(openEnded);
    expect(field('Length in words').value).toBe('');
    type('Tone', 'quiet');
    save();
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(brief()).toEqual({ ...openEnded, tone: 'quiet' });
    await show();
    type('Length in words', '1');
    await screen.findByText('Choose 50 to 100000 words.');
    type('Length in words', '500');
    save();
    await waitFor(() => expect(brief().words).toBe(500));
    expect('isOpenEnded' in brief()).toBe(false);
  });

  it('S16 are still there when the dialog was closed without saving, until they are saved or discarded', async () => {
    const { brief, onClose, show } = await open(sampleDocument().brief);
    type('Tone', 'quiet');
    close();
    expect(onClose).toHaveBeenCalledOnce();
    await show();
    expect(field('Tone').value).toBe('quiet');
    expect(screen.getByText('What you changed last time and did not save is still here.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(field('Tone').value).toBe('');
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(field('Tone').value).toBe('quiet');
    save();
    await waitFor(() => expect(brief().tone).toBe('quiet'));
    await show();
    expect(screen.queryByText(/did not save/)).toBeNull();
  });

  it('S16 save what was changed in them, and leave what was changed elsewhere meanwhile', async () => {
    const { brief, elsewhere, onClose } = await open(sampleDocument().brief);
    elsewhere({ reader: 'neighbours', words: 1200 });
    type('Tone', 'quiet');
    save();
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(brief()).toMatchObject({ tone: 'quiet', reader: 'neighbours', words: 1200 });
  });

  it('S16 say so where the same was changed elsewhere, and give that back with one press', async () => {
    const { brief, elsewhere, onClose } = await open(sampleDocument().brief);
    elsewhere({ tone: 'loud' });
    onClose.mockImplementation(() => undefined);
    type('Tone', 'quiet');
    save();
    await screen.findByText('The same was changed elsewhere too: yours counts now.');
    expect(brief().tone).toBe('quiet');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(brief().tone).toBe('loud'));
  });
});
