import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { sampleTemplate } from '../testing/template-samples.ts';
import { useToasts } from '../toasts/toasts.ts';
import { TemplatesPage } from './templates-page.tsx';

const toasts = () => useToasts.getState().toasts.map(({ text }) => text);

afterEach(() => {
  cleanup();
  localStorage.clear();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

const essay = sampleTemplate({ id: 'essay', audience: 'students', name: { zh: '议论文', en: 'Essay' }, origin: 'own' });
const problem = { fileName: 'mine.md', line: 7, message: 'The length is no number.', hint: 'Write a whole number.' };

async function openPage(): Promise<FakeStudio> {
  const studio = new FakeStudio({
    listTemplates: () => ({ templates: [sampleTemplate(), essay], problems: [problem] }),
    copyTemplate: () => ({ template: sampleTemplate({ origin: 'own' }), path: '/data/templates/letter.md' }),
  });
  await renderStudio(<TemplatesPage />);
  await screen.findByRole('heading', { name: 'A letter' });
  return studio;
}

const card = (name: string) => within(screen.getByRole('article', { name }));

describe('the gallery of templates', () => {
  it('Y6 shows by audience what each asks, how long it gets, and an example', async () => {
    await openPage();
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'These files cannot be used now',
      'Students',
      'Everyone',
    ]);
    const letter = card('A letter');
    expect(letter.getByText('To whom (required)')).toBeTruthy();
    expect(letter.getByText(/Usually 300 words, from 100 to 2,000/)).toBeTruthy();
    expect(letter.getByText('An old teacher').previousSibling?.textContent).toBe('To whom');
    expect(letter.getByText('warm').previousSibling?.textContent).toBe('Tone');
  });

  it('Y6 says in which line a file of the writer is wrong, and what to do', async () => {
    await openPage();
    expect(screen.getByText('mine.md, line 7')).toBeTruthy();
    expect(screen.getByText('The length is no number. Write a whole number.')).toBeTruthy();
  });

  it('is filtered by words of either language', async () => {
    await openPage();
    const filter = screen.getByRole('textbox', { name: 'Find a template' });
    fireEvent.change(filter, { target: { value: '议论' } });
    expect(screen.queryByRole('heading', { name: 'A letter' })).toBeNull();
    expect(screen.getByRole('heading', { name: 'Essay' })).toBeTruthy();
    fireEvent.change(filter, { target: { value: 'zzz' } });
    expect(screen.getByText(/No template is called “zzz”/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Write without a template' }).getAttribute('href')).toBe('/documents');
  });

  it('Y5 begins a document with the form and its usual length', async () => {
    await openPage();
    fireEvent.click(card('A letter').getByRole('button', { name: 'Use it' }));
    expect(location.pathname).toBe('/documents');
    expect(JSON.parse(localStorage.getItem('maobi.draft.brief') ?? 'null')).toMatchObject({ template: 'letter', words: '300', fields: {} });
  });

  it('Y6 copies a bundled one, and says where the copy lies', async () => {
    const studio = await openPage();
    expect(card('Essay').queryByRole('button', { name: 'Make my own copy' })).toBeNull();
    fireEvent.click(card('A letter').getByRole('button', { name: 'Make my own copy' }));
    await waitFor(() => expect(toasts()).toEqual([expect.stringContaining('/data/templates/letter.md')]));
    expect(studio.calls.find(({ name }) => name === 'copyTemplate')?.params).toEqual({ id: 'letter' });
  });
});
