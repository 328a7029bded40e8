import type { Cost, Template } from '@maobi/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleDocument, sampleRun } from '../testing/document-samples.ts';
import { FakeStudio, renderStudio } from '../testing/fake-studio.tsx';
import { briefOf, emptyDraft, languageOf } from './brief-draft.ts';
import { NewDocumentPage } from './new-document-page.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

const cost: Cost = { words: 800, sectionCount: 5, readTokens: 1200, writtenTokens: 2600, milliseconds: 14 * 60_000 };

const weeklyReport: Template = {
  id: 'weekly-report',
  audience: 'office',
  name: { zh: '周报', en: 'Weekly report' },
  about: { zh: '写周报。', en: 'Writes a weekly report.' },
  fields: [{ name: 'done', label: { zh: '完成', en: 'Done' }, kind: 'list', isRequired: true, hint: null, choices: [], default: null }],
  shape: 'sections',
  length: { default: { zh: 400, en: 300 }, minimum: 100, maximum: 2000 },
  outline: null,
  lint: [],
  exportPreset: 'report',
  prompts: { zh: { system: '一', brief: '二' }, en: { system: 'one', brief: 'two' } },
  example: { zh: {}, en: {} },
  origin: 'bundled',
};

async function openPage(known: Cost = cost) {
  const studio = new FakeStudio({
    estimateCost: () => known,
    wordBrief: ({ body }) => ({ system: 'You are Maobi.', request: `Write about ${(body as { topic: string }).topic}.` }),
    createDocument: () => sampleDocument(),
    writeOutline: () => sampleRun(1, { action: 'outline' }),
    getDocument: () => sampleDocument(),
    listDocuments: () => ({ documents: [], total: 0 }),
    listQueue: () => [],
    listTemplates: () => ({ templates: [weeklyReport], problems: [] }),
  });
  await renderStudio(<NewDocumentPage />);
  const topic = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Topic' });
  const write = (value: string) => fireEvent.change(topic, { target: { value } });
  return { studio, topic, write };
}

describe('a new document', () => {
  it('says what it will cost before anything runs, once the writer pauses', async () => {
    const { studio, write } = await openPage();
    write('Why small');
    write('Why small libraries matter');
    expect(screen.queryByText('Write down a topic to see how long it takes.')).toBeNull();
    await screen.findByText(/About 14 min: reads 1,200, writes 2,600 tokens\./);
    expect(screen.getByText(/800 words in 5 sections\. Started now, it is done at/)).toBeTruthy();
    expect(studio.bodiesOf('estimateCost')).toHaveLength(1);
  });

  it('says honestly that nobody knows yet how long it takes', async () => {
    const { write } = await openPage({ ...cost, milliseconds: null });
    write('Libraries');
    await screen.findByText(/has not been measured yet/);
    expect(screen.queryByText(/About/)).toBeNull();
  });

  it('is as long as the time allows that the writer has', async () => {
    const { studio, write } = await openPage({ ...cost, words: 950 });
    write('Libraries');
    fireEvent.click(screen.getByRole('radio', { name: 'Time' }));
    await screen.findByText(/950 words in 5 sections/);
    fireEvent.click(screen.getByRole('button', { name: 'Outline first' }));
    await waitFor(() => expect(studio.bodiesOf('createDocument')).toMatchObject([{ brief: { words: 950 } }]));
    expect(studio.bodiesOf('estimateCost').at(-1)).toMatchObject({ minutes: 15 });
  });

  it('becomes a document with all that was wished for, and opens it', async () => {
    const { studio, write } = await openPage();
    write(' 社区图书馆 ');
    fireEvent.change(screen.getByLabelText('Who reads it'), { target: { value: 'neighbours' } });
    fireEvent.change(screen.getByLabelText('Must be in it'), { target: { value: 'cats\n\n dogs ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Outline first' }));
    await waitFor(() => expect(studio.bodiesOf('writeOutline')).toHaveLength(1));
    const brief = {
      topic: '社区图书馆',
      language: 'zh',
      words: 800,
      reader: 'neighbours',
      mustInclude: ['cats', 'dogs'],
      template: null,
      fields: {},
    };
    expect(studio.bodiesOf('createDocument')).toMatchObject([{ brief }]);
    expect(location.pathname).toMatch(/^\/documents\/[0-9a-f-]{36}$/);
  });

  it('is not begun by the Enter of an input method, and by Ctrl+Enter with a topic only', async () => {
    const { studio, topic, write } = await openPage();
    fireEvent.keyDown(topic, { key: 'Enter', ctrlKey: true });
    write('tushuguan');
    fireEvent.keyDown(topic, { key: 'Enter', ctrlKey: true, isComposing: true });
    expect(studio.bodiesOf('createDocument')).toEqual([]);
    fireEvent.keyDown(topic, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(studio.bodiesOf('createDocument')).toHaveLength(1));
  });

  it('keeps what was typed over a reload', async () => {
    const { write } = await openPage();
    write('Half a topic');
    cleanup();
    const { topic } = await openPage();
    expect(topic.value).toBe('Half a topic');
  });
});

describe('a template', () => {
  it('brings its length and its questions, and goes with the brief', async () => {
    const { studio, write } = await openPage();
    write('Week 12');
    await screen.findByRole('option', { name: 'Weekly report' });
    fireEvent.change(screen.getByLabelText(/Template/), { target: { value: 'weekly-report' } });
    expect(screen.getByRole<HTMLInputElement>('spinbutton').value).toBe('300');
    await screen.findByText('Still to fill in: Done.');
    fireEvent.change(screen.getByLabelText(/Done/), { target: { value: 'The import page' } });
    fireEvent.click(screen.getByRole('button', { name: 'Outline first' }));
    await waitFor(() => expect(studio.bodiesOf('createDocument')).toHaveLength(1));
    expect(studio.bodiesOf('createDocument')).toMatchObject([
      { brief: { template: 'weekly-report', words: 300, fields: { done: 'The import page' } } },
    ]);
  });
});

describe('another template', () => {
  const choose = (id: string) => fireEvent.change(screen.getByLabelText(/Template/), { target: { value: id } });
  const length = () => screen.getByRole<HTMLInputElement>('spinbutton');

  it('Y5 leaves what was filled in for the one before, and its length, for when that is chosen again', async () => {
    await openPage();
    await screen.findByRole('option', { name: 'Weekly report' });
    fireEvent.change(length(), { target: { value: '1500' } });
    choose('weekly-report');
    fireEvent.change(screen.getByLabelText(/Done/), { target: { value: 'The import page' } });
    fireEvent.change(length(), { target: { value: '450' } });
    choose('');
    expect(length().value).toBe('1500');
    cleanup();
    await openPage();
    await screen.findByRole('option', { name: 'Weekly report' });
    choose('weekly-report');
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Done/).value).toBe('The import page');
    expect(length().value).toBe('450');
    choose('weekly-report');
    expect(length().value).toBe('450');
  });
});

describe('what is still to be filled in', () => {
  it('Y26: is asked for before the buttons, and the note beside them leads there', async () => {
    const shown = vi.fn<() => void>();
    HTMLElement.prototype.scrollIntoView = shown;
    const { write } = await openPage();
    write('Week 12');
    await screen.findByRole('option', { name: 'Weekly report' });
    fireEvent.change(screen.getByLabelText(/Template/), { target: { value: 'weekly-report' } });
    const field = screen.getByLabelText(/Done/);
    const begin = screen.getByRole('button', { name: 'Outline first' });
    expect(field.compareDocumentPosition(begin) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Still to fill in: Done.' }));
    expect(document.activeElement).toBe(field);
    expect(shown.mock.contexts).toEqual([field]);
  });

  it('is the length where that is out of range', async () => {
    HTMLElement.prototype.scrollIntoView = vi.fn<() => void>();
    const { write } = await openPage();
    write('Libraries');
    const length = screen.getByRole('spinbutton');
    fireEvent.change(length, { target: { value: '1' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Choose 50 to 100000 words.' }));
    expect(document.activeElement).toBe(length);
  });
});

describe('a brief that cannot be had (S11)', () => {
  it('is told at once, in the words of the form, and nothing begins', async () => {
    const { studio, write } = await openPage();
    write('Libraries');
    const told = async (text: string) => {
      await screen.findByText(text);
      for (const name of ['Outline first', 'Write it all', 'Empty outline'])
        expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true);
    };
    fireEvent.change(screen.getByLabelText('Must be in it'), { target: { value: 'a cat' } });
    fireEvent.change(screen.getByLabelText('Must not be in it'), { target: { value: 'Cat' } });
    await told('“a cat” must be included, but “Cat” must not: keep one of them.');
    fireEvent.change(screen.getByLabelText('Must not be in it'), { target: { value: 'x'.repeat(501) } });
    await told('“Must not be in it” takes up to 50 lines of up to 500 characters.');
    fireEvent.change(screen.getByLabelText('Must not be in it'), { target: { value: '' } });
    fireEvent.change(screen.getByRole('spinbutton'), { target: { value: '1' } });
    await told('Choose 50 to 100000 words.');
    await screen.findByRole('option', { name: 'Weekly report' });
    fireEvent.change(screen.getByLabelText(/Template/), { target: { value: 'weekly-report' } });
    fireEvent.change(screen.getByRole('spinbutton'), { target: { value: '3000' } });
    await told('Choose 100 to 2000 words.');
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Topic' }), { key: 'Enter', ctrlKey: true });
    expect(studio.bodiesOf('createDocument')).toEqual([]);
  });
});

describe('the prompt', () => {
  it('is shown word for word, can be reworded, says when the form has changed since, and goes back to its wording (P7)', async () => {
    const { studio, write } = await openPage();
    write('Libraries');
    const details = screen.getByText('Prompt').closest('details');
    if (details) details.open = true;
    fireEvent(details ?? document.body, new Event('toggle'));
    const request = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Request' });
    expect(request.value).toBe('Write about Libraries.');
    fireEvent.change(request, { target: { value: 'Praise libraries.' } });
    expect(screen.queryByText(/The form has changed/)).toBeNull();
    write('Museums');
    await screen.findByText(/The form has changed since you reworded this/);
    expect(request.value).toBe('Praise libraries.');
    fireEvent.click(screen.getByRole('button', { name: 'Empty outline' }));
    await waitFor(() => expect(studio.bodiesOf('createDocument')).toHaveLength(1));
    const wording = { system: 'You are Maobi.', request: 'Praise libraries.' };
    expect(studio.bodiesOf('createDocument')).toMatchObject([{ brief: { topic: 'Museums', wording } }]);
  });

  it('of the form comes back with one press', async () => {
    const { write } = await openPage();
    write('Libraries');
    const details = screen.getByText('Prompt').closest('details');
    if (details) details.open = true;
    fireEvent(details ?? document.body, new Event('toggle'));
    const request = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Request' });
    fireEvent.change(request, { target: { value: 'Praise libraries.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Back to the form’s wording' }));
    expect(request.value).toBe('Write about Libraries.');
  });
});

describe('the brief', () => {
  it('is written in the language of its topic unless another one is chosen', () => {
    expect(languageOf({ language: null, topic: '为什么 libraries' }, 'en')).toBe('zh');
    expect(languageOf({ language: null, topic: 'Why?' }, 'zh')).toBe('en');
    expect(languageOf({ language: null, topic: '' }, 'zh')).toBe('zh');
    expect(languageOf({ language: 'en', topic: '图书馆' }, 'zh')).toBe('en');
  });

  it('needs a topic and a length within what the studio takes', () => {
    const draft = { ...emptyDraft, topic: 'Libraries' };
    expect(briefOf(emptyDraft, 'en')).toBeNull();
    expect(briefOf({ ...draft, words: '12' }, 'en')).toBeNull();
    expect(briefOf({ ...draft, lengthBy: 'minutes', minutes: '0' }, 'en')).toBeNull();
    expect(briefOf({ ...draft, words: '2,400' }, 'en')?.words).toBe(2400);
  });
});
