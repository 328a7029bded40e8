import { fireEvent, screen } from '@testing-library/react';
import { vi } from 'vitest';
import { ImportForm } from '../../models/import-form.tsx';
import { NewDocumentPage } from '../../new-document/new-document-page.tsx';
import { TemplatesPage } from '../../templates-page/templates-page.tsx';
import { sampleTemplate } from '../batch-samples.ts';
import { sampleDocument, sampleSection, sampleVersion } from '../document-samples.ts';
import { FakeStudio, renderStudio } from '../fake-studio.tsx';
import { sampleModel } from '../samples.ts';
import { type Field, type ShownField, type FieldRows, commandEnter, drawn, calls } from './field-row.tsx';

const section = sampleSection(1, { version: sampleVersion(1, 1, { text: 'One part.\n\nAnother part.' }), state: 'done' });
const detail = sampleDocument({ sections: [section] });

async function modelPath(): Promise<ShownField> {
  const studio = new FakeStudio({ importModel: () => sampleModel('own') });
  const onImported = vi.fn<() => void>();
  const acts = () => calls(onImported) + studio.bodiesOf('importModel').length;
  return { field: await drawn(<ImportForm onImported={onImported} />), acts };
}

function briefField(name: string, open?: RegExp) {
  return async (): Promise<ShownField> => {
    const form = { ...sampleTemplate, id: 'form', fields: [textOf('Place', 'text'), textOf('Steps', 'list')] };
    const studio = new FakeStudio({
      listTemplates: () => ({ templates: [form], problems: [] }),
      wordBrief: () => ({ system: 'You write.', request: 'Write.' }),
      createDocument: () => detail,
      listQueue: () => [],
    });
    await renderStudio(<NewDocumentPage />);
    fireEvent.change(await screen.findByRole('textbox', { name: 'Topic' }), { target: { value: '春天' } });
    await screen.findByRole('option', { name: 'Script' });
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'form' } });
    if (open) openDetails(screen.getByText(open));
    return { field: await screen.findByRole<Field>('textbox', { name }), acts: () => studio.bodiesOf('createDocument').length };
  };
}

function textOf(label: string, kind: 'text' | 'list') {
  return { name: label.toLowerCase(), label: { zh: label, en: label }, kind, isRequired: false, hint: null, choices: [], default: null };
}

/** As a press does in a browser. */
function openDetails(summary: HTMLElement): void {
  const details = summary.closest('details');
  if (!details) throw new Error('It opens nothing.');
  details.open = true;
  fireEvent(details, new Event('toggle'));
}

async function templatesFilter(): Promise<ShownField> {
  new FakeStudio({ listTemplates: () => ({ templates: [{ ...sampleTemplate, about: { zh: '春天', en: '春天' } }], problems: [] }) });
  const field = await drawn(<TemplatesPage />);
  await screen.findByRole('article');
  // a list that goes while its name is being composed would be an act
  return { field, acts: () => 1 - screen.queryAllByRole('article').length };
}

/** Fields of the pages around: a new document, templates, models. */
export const formFields: FieldRows = {
  'the path of a model': { file: 'models/import-form.tsx', show: modelPath, key: null },
  'a topic': { file: 'new-document/brief-fields.tsx', show: briefField('Topic'), key: commandEnter },
  'a reader': { file: 'new-document/brief-fields.tsx', show: briefField('Who reads it'), key: commandEnter },
  'what must be in it': { file: 'new-document/brief-fields.tsx', show: briefField('Must be in it'), key: commandEnter },
  'a line of a template': { file: 'new-document/template-fields.tsx', show: briefField('Place'), key: commandEnter },
  'a list of a template': { file: 'new-document/template-fields.tsx', show: briefField('Steps'), key: commandEnter },
  'a prompt': { file: 'new-document/prompt-fields.tsx', show: briefField('System prompt', /^Prompt$/u), key: commandEnter },
  'the filter of templates': { file: 'templates-page/templates-page.tsx', show: templatesFilter, key: null },
};
